package io.segmenta.model.moves;

import io.segmenta.model.steps.Clip;
import io.segmenta.model.steps.DateToDays;
import io.segmenta.model.steps.FeatureStep;
import io.segmenta.model.steps.InPlaceStep;
import io.segmenta.model.steps.Scale;
import io.segmenta.model.steps.Transform;
import io.segmenta.model.steps.YearToAge;
import java.util.List;
import java.util.stream.Stream;

/** What the steps make of the number in a column, and back: monotone, up to clipping. */
final class Shape {
    private final List<InPlaceStep> steps;

    /** @param steps of the pipeline, in order */
    Shape(String column, List<FeatureStep> steps) {
        this.steps = steps.stream()
                .flatMap(step -> step instanceof InPlaceStep place ? Stream.of(place) : Stream.<InPlaceStep>empty())
                .filter(step -> step.column().equals(column)).toList();
    }

    /** Returns the feature of a value. */
    double forward(double value) {
        double x = value;
        for (InPlaceStep step : steps) {
            if (step instanceof Transform transform) {
                x = transform.apply(x);
            } else if (step instanceof Scale scale) {
                x = scale.apply(x);
            } else if (step instanceof Clip clip) {
                x = clip.apply(x);
            } else {
                x = aged(step, x);
            }
        }
        return x;
    }

    /** Returns the value of a feature, NaN where none has it. */
    double backward(double feature) {
        double x = feature;
        for (int s = steps.size() - 1; s >= 0; s--) {
            if (steps.get(s) instanceof Transform transform) {
                x = inverse(transform, x);
            } else if (steps.get(s) instanceof Scale scale) {
                x = x * scale.scale() + scale.center();
            } else {
                x = aged(steps.get(s), x);
            }
        }
        return x;
    }

    /** Its own inverse. */
    private static double aged(InPlaceStep step, double x) {
        if (step instanceof DateToDays age) {
            return age.referenceEpochDay() - x;
        }
        return step instanceof YearToAge age ? age.referenceYear() - x : x;
    }

    private static double inverse(Transform transform, double y) {
        if (transform.kind() == Transform.Kind.LOG1P) {
            return y >= 0 ? StrictMath.expm1(y) : -StrictMath.expm1(-y);
        }
        double power = y >= 0 ? transform.lambda() : 2 - transform.lambda();
        double size = Math.abs(y);
        double moved = power == 0 ? StrictMath.expm1(size) : StrictMath.pow(power * size + 1, 1 / power) - 1;
        return y >= 0 ? moved : -moved;
    }
}
