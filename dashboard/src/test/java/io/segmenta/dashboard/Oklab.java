package io.segmenta.dashboard;

/**
 * Colours as people see them: distances in OKLab (Ottosson 2020), with full loss of one kind of cone by the matrices of
 * Machado, Oliveira and Fernandes (2009), contrast by WCAG 2.
 */
final class Oklab {
    /** Which cones an eye has. */
    enum Sight {
        /** All three kinds. */
        NORMAL,
        /** None for long waves. */
        PROTANOPIA,
        /** None for middle waves. */
        DEUTERANOPIA,
        /** None for short waves. */
        TRITANOPIA
    }

    private static final double[] CONES = {0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451,
            0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005};
    private static final double[] LAB = {0.2104542553, 0.7936177850, -0.0040720468, 1.9779984951, -2.4285922050,
            0.4505937099, 0.0259040371, 0.7827717662, -0.8086757660};

    private Oklab() {}

    /** The distance of two colours such as {@code #1952bc}, times 100. */
    static double distance(String one, String other, Sight sight) {
        double[] a = seen(one, sight);
        double[] b = seen(other, sight);
        return 100 * Math.sqrt(square(a[0] - b[0]) + square(a[1] - b[1]) + square(a[2] - b[2]));
    }

    /** From 1, none, to 21, black on white. */
    static double contrast(String one, String other) {
        double a = luminance(one);
        double b = luminance(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }

    /** Linear red, green and blue to what each sight has of them; rows are red, green and blue. */
    private static double[] matrix(Sight sight) {
        return switch (sight) {
            case NORMAL -> new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1};
            case PROTANOPIA -> new double[] {0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882,
                    -0.048116, 1.051998};
            case DEUTERANOPIA -> new double[] {0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820,
                    0.042940, 0.968881};
            case TRITANOPIA -> new double[] {1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733,
                    0.691367, 0.303900};
        };
    }

    private static double luminance(String colour) {
        double[] linear = linear(colour);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] seen(String colour, Sight sight) {
        double[] linear = times(matrix(sight), linear(colour));
        for (int i = 0; i < linear.length; i++) {
            linear[i] = Math.clamp(linear[i], 0, 1);
        }
        double[] cones = times(CONES, linear);
        for (int i = 0; i < cones.length; i++) {
            cones[i] = Math.cbrt(cones[i]);
        }
        return times(LAB, cones);
    }

    private static double[] linear(String colour) {
        double[] linear = new double[3];
        for (int i = 0; i < linear.length; i++) {
            double part = Integer.parseInt(colour.substring(1 + 2 * i, 3 + 2 * i), 16) / 255.0;
            linear[i] = part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
        }
        return linear;
    }

    private static double[] times(double[] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int row = 0; row < product.length; row++) {
            for (int column = 0; column < vector.length; column++) {
                product[row] += matrix[row * vector.length + column] * vector[column];
            }
        }
        return product;
    }

    private static double square(double value) {
        return value * value;
    }
}
