package io.segmenta.clustering.shape;

import io.segmenta.model.DataException;
import io.segmenta.model.DataException.Reason;
import io.segmenta.model.data.NumericColumn;
import io.segmenta.model.data.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An arithmetic expression over the numbers of one row: {@code total_spend / max(visits, 1)}. It knows numbers, columns (in
 * double quotes where the name is not a plain word), + - * / ^, brackets and the functions log, log1p, exp, sqrt, abs, min,
 * max, coalesce (the first value there is) and days (from the second date to the first). It computes and nothing else: no
 * loop, no call, no access to anything but the row. A missing operand, a division by zero and a result no double holds make
 * the result missing.
 */
final class Expression {
    private static final int MAX_LENGTH = 1000;
    private static final int MAX_DEPTH = 50;

    /** A part of an expression. */
    private sealed interface Node {
        double at(int row);
    }

    private record Constant(double value) implements Node {
        @Override
        public double at(int row) {
            return value;
        }
    }

    private record Value(double[] values) implements Node {
        @Override
        public double at(int row) {
            return values[row];
        }
    }

    private record Operation(char operator, Node left, Node right) implements Node {
        @Override
        public double at(int row) {
            double a = left.at(row);
            double b = right.at(row);
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
        public double at(int row) {
            double first = arguments.getFirst().at(row);
            return switch (function) {
                case "log" -> first > 0 ? StrictMath.log(first) : Double.NaN;
                case "log1p" -> first > -1 ? StrictMath.log1p(first) : Double.NaN;
                case "exp" -> StrictMath.exp(first);
                case "sqrt" -> Math.sqrt(first);
                case "abs" -> Math.abs(first);
                case "days" -> first - arguments.get(1).at(row);
                case "min" -> fold(row, first, true);
                case "max" -> fold(row, first, false);
                default -> {
                    for (Node argument : arguments) {
                        double value = argument.at(row);
                        if (!Double.isNaN(value)) {
                            yield value;
                        }
                    }
                    yield Double.NaN;
                }
            };
        }

        private double fold(int row, double first, boolean least) {
            double result = first;
            for (Node argument : arguments) {
                double value = argument.at(row);
                result = least ? Math.min(result, value) : Math.max(result, value);
            }
            return result;
        }
    }

    private final Node root;
    private final int rows;

    private Expression(Node root, int rows) {
        this.root = root;
        this.rows = rows;
    }

    /**
     * Parses.
     *
     * @param name the column it defines, for messages
     */
    static Expression parse(String text, Table table, String name) {
        return new Expression(new Parser(text, table, name).whole(), table.rows());
    }

    double[] values() {
        double[] values = new double[rows];
        for (int i = 0; i < rows; i++) {
            double value = root.at(i);
            values[i] = Double.isInfinite(value) ? Double.NaN : value;
        }
        return values;
    }

    private static final class Parser {
        private final String text;
        private final Table table;
        private final String name;
        private int at;
        private int depth;

        Parser(String text, Table table, String name) {
            this.text = text;
            this.table = table;
            this.name = name;
            if (text.length() > MAX_LENGTH) {
                throw wrong("is longer than " + MAX_LENGTH + " characters");
            }
        }

        Node whole() {
            Node node = sum();
            if (peek() != '\0') {
                throw wrong("cannot be read from \"" + text.substring(at) + "\" on");
            }
            return node;
        }

        private Node sum() {
            if (++depth > MAX_DEPTH) {
                throw wrong("is nested more than " + MAX_DEPTH + " deep");
            }
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
                if (++depth > MAX_DEPTH) {
                    throw wrong("is nested more than " + MAX_DEPTH + " deep");
                }
                Node negated = new Operation('-', new Constant(0), power());
                depth--;
                return negated;
            }
            Node node = operand();
            if (peek() == '^') {
                at++;
                node = new Operation('^', node, power());
            }
            return node;
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
                throw wrong(c == '\0' ? "ends too early" : "has \"" + c + "\" where a value is due");
            }
            if (Character.isDigit(word.charAt(0)) || word.charAt(0) == '.') {
                try {
                    return new Constant(Double.parseDouble(word));
                } catch (NumberFormatException e) {
                    throw wrong("has \"" + word + "\", which is no number");
                }
            }
            return peek() == '(' ? call(word.toLowerCase(Locale.ROOT)) : column(word);
        }

        private Node call(String function) {
            int least = switch (function) {
                case "log", "log1p", "exp", "sqrt", "abs" -> 1;
                case "min", "max", "coalesce", "days" -> 2;
                default -> throw wrong("calls \"" + function
                        + "\"; there are log, log1p, exp, sqrt, abs, min, max, coalesce and days");
            };
            expect('(');
            List<Node> arguments = new ArrayList<>();
            do {
                arguments.add(sum());
            } while (peek() == ',' && at++ >= 0);
            expect(')');
            boolean exact = least == 1 || function.equals("days");
            if (arguments.size() < least || exact && arguments.size() > least) {
                throw wrong("gives " + function + " " + arguments.size() + " values");
            }
            return new Call(function, List.copyOf(arguments));
        }

        private Node column(String column) {
            if (table.require(column) instanceof NumericColumn numbers) {
                return new Value(numbers.values());
            }
            throw wrong("uses \"" + column + "\", which is a column of text");
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

        private DataException wrong(String what) {
            return DataException.of(Reason.MALFORMED, "derive.%s: the expression %s", name, what);
        }
    }
}
