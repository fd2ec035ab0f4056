package io.segmenta.model.steps;

import io.segmenta.model.base.Check;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An arithmetic expression over the numbers of one row: {@code total_spend / max(visits, 1)}. It knows numbers, columns
 * (in double quotes where the name is not a plain word), + - * / ^, brackets and the functions log, log1p, exp, sqrt,
 * abs, min, max, coalesce (the first value there is) and days (from the second date to the first). It computes and
 * nothing else: no loop, no call, no access to anything but the row. A missing operand, a division by zero and a result
 * no double holds make the result missing.
 *
 * <p>
 * Bounded when it is parsed: {@value #MAX_LENGTH} characters, {@value #MAX_DEPTH} levels of nesting. Time O(length) per
 * row. Computed by {@link StrictMath}: the same bits on every machine. Immutable and safe for use by several threads.
 */
public final class Expression {

    /** The most characters of an expression. */
    public static final int MAX_LENGTH = 1000;

    /** The most levels of brackets, calls and signs within one another. */
    public static final int MAX_DEPTH = 50;

    /** A part of an expression. */
    private interface Node {
        double at(double[] operands);
    }

    private record Constant(double value) implements Node {
        @Override
        public double at(double[] operands) {
            return value;
        }
    }

    private record Operand(int place) implements Node {
        @Override
        public double at(double[] operands) {
            return operands[place];
        }
    }

    private record Operation(char operator, Node left, Node right) implements Node {
        @Override
        public double at(double[] operands) {
            double a = left.at(operands);
            double b = right.at(operands);
            return switch (operator) {
                case '+' -> a + b;
                case '-' -> a - b;
                case '*' -> a * b;
                case '/' -> b == 0 ? Double.NaN : a / b;
                default -> StrictMath.pow(a, b);
            };
        }
    }

    private record Call(String function, List<Node> arguments) implements Node {
        @Override
        public double at(double[] operands) {
            double first = arguments.get(0).at(operands);
            return switch (function) {
                case "log" -> first > 0 ? StrictMath.log(first) : Double.NaN;
                case "log1p" -> first > -1 ? StrictMath.log1p(first) : Double.NaN;
                case "exp" -> StrictMath.exp(first);
                case "sqrt" -> Math.sqrt(first);
                case "abs" -> Math.abs(first);
                case "days" -> first - arguments.get(1).at(operands);
                case "coalesce" -> firstPresent(operands);
                default -> extreme(operands, first);
            };
        }

        private double extreme(double[] operands, double first) {
            double result = first;
            for (Node argument : arguments) {
                double value = argument.at(operands);
                result = function.equals("min") ? Math.min(result, value) : Math.max(result, value);
            }
            return result;
        }

        private double firstPresent(double[] operands) {
            for (Node argument : arguments) {
                double value = argument.at(operands);
                if (!Double.isNaN(value)) {
                    return value;
                }
            }
            return Double.NaN;
        }
    }

    private final Node root;
    private final List<String> columns;

    private Expression(Node root, List<String> columns) {
        this.root = root;
        this.columns = List.copyOf(columns);
    }

    /**
     * Parses.
     *
     * @throws IllegalArgumentException with what is wrong and where, when the text is no expression or exceeds a bound
     */
    public static Expression parse(String text) {
        Check.argument(text.length() <= MAX_LENGTH, "the expression is longer than %d characters", MAX_LENGTH);
        Parser parser = new Parser(text);
        return new Expression(parser.whole(), parser.columns);
    }

    /** Returns the names of the columns it reads, each once, in order of first use. */
    public List<String> columns() {
        return columns;
    }

    /**
     * Computes.
     *
     * @param operands one value for each of {@link #columns}, in their order; NaN where missing
     * @return a finite value, or NaN when there is none
     */
    public double value(double[] operands) {
        double value = root.at(operands);
        return Double.isInfinite(value) ? Double.NaN : value;
    }

    /**
     * Computes a column. Time O(rows).
     *
     * @param operands a column for each of {@link #columns}, in their order; NaN where missing
     * @param rows how many values each has
     * @return as {@link #value} of each row
     */
    public double[] values(List<double[]> operands, int rows) {
        double[] values = new double[rows];
        double[] row = new double[operands.size()];
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < row.length; j++) {
                row[j] = operands.get(j)[i];
            }
            values[i] = value(row);
        }
        return values;
    }

    private static final class Parser {
        private final String text;
        private final List<String> columns = new ArrayList<>();
        private int at;
        private int depth;

        Parser(String text) {
            this.text = text;
        }

        Node whole() {
            Node node = sum();
            if (peek() != '\0') {
                throw wrong("cannot be read from \"" + text.substring(at) + "\" on");
            }
            return node;
        }

        private Node sum() {
            deeper();
            Node node = product();
            while (peek() == '+' || peek() == '-') {
                node = new Operation(text.charAt(at++), node, product());
            }
            depth--;
            return node;
        }

        private Node product() {
            Node node = power();
            while (peek() == '*' || peek() == '/') {
                node = new Operation(text.charAt(at++), node, power());
            }
            return node;
        }

        private Node power() {
            if (peek() == '-') {
                at++;
                deeper();
                Node negated = new Operation('-', new Constant(0), power());
                depth--;
                return negated;
            }
            Node node = operand();
            if (peek() == '^') {
                at++;
                deeper();
                node = new Operation('^', node, power());
                depth--;
            }
            return node;
        }

        private void deeper() {
            if (++depth > MAX_DEPTH) {
                throw wrong("is nested more than " + MAX_DEPTH + " deep");
            }
        }

        private Node operand() {
            char c = peek();
            if (c == '(') {
                at++;
                Node node = sum();
                expect(')');
                return node;
            }
            if (c == '"') {
                int close = text.indexOf('"', at + 1);
                if (close < 0) {
                    throw wrong("has a quote that is not closed");
                }
                String column = text.substring(at + 1, close);
                at = close + 1;
                return column(column);
            }
            int from = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_'
                    || text.charAt(at) == '.')) {
                at++;
            }
            String word = text.substring(from, at);
            if (word.isEmpty()) {
                throw wrong(c == '\0' ? "ends too early" : "has \"" + c + "\" where a value is expected");
            }
            if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
                try {
                    return new Constant(Double.parseDouble(word));
                } catch (NumberFormatException notANumber) {
                    throw wrong("has \"" + word + "\", which is not a number");
                }
            }
            return peek() == '(' ? call(word.toLowerCase(Locale.ROOT)) : column(word);
        }

        private Node call(String function) {
            int least = leastArguments(function);
            expect('(');
            List<Node> arguments = new ArrayList<>();
            do {
                arguments.add(sum());
            } while (peek() == ',' && at++ >= 0);
            expect(')');
            boolean exact = least == 1 || function.equals("days");
            if (arguments.size() < least || (exact && arguments.size() > least)) {
                throw wrong("gives " + function + " " + arguments.size() + " values");
            }
            return new Call(function, List.copyOf(arguments));
        }

        private int leastArguments(String function) {
            return switch (function) {
                case "log", "log1p", "exp", "sqrt", "abs" -> 1;
                case "min", "max", "coalesce", "days" -> 2;
                default -> throw wrong("calls the unknown function \"" + function
                        + "\"; known are log, log1p, exp, sqrt, abs, min, max, coalesce and days");
            };
        }

        private Node column(String name) {
            if (!columns.contains(name)) {
                columns.add(name);
            }
            return new Operand(columns.indexOf(name));
        }

        private char peek() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : '\0';
        }

        private void expect(char c) {
            if (peek() != c) {
                throw wrong("lacks \"" + c + "\" at character " + (at + 1));
            }
            at++;
        }

        private IllegalArgumentException wrong(String what) {
            return new IllegalArgumentException("the expression " + what);
        }
    }
}
