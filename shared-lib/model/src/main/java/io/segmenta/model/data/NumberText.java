package io.segmenta.model.data;

import java.util.Currency;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One number as people write it: sign, currency, thousands, decimal mark, percent, accounting brackets, a unit glued to
 * its end. {@link #of} takes the text apart; what a comma or a point means is a matter of the column as a whole, see
 * {@link NumberFormat}.
 *
 * @param digits the digits with their marks, no sign
 * @param negative whether a minus sign or brackets were found
 * @param percent whether a percent sign was found
 * @param currency the currency, "" when none
 * @param unit letters glued to the end, "" when none
 * @param bound whether the number is only a bound, as in {@code <=5} or {@code 5+}
 */
public record NumberText(String digits, boolean negative, boolean percent, String currency, String unit,
        boolean bound) {
    /** Of a currency in any case, a point behind it or not; codes of ISO 4217 in capitals are known besides. */
    private static final Set<String> CODES = Set.of("usd", "eur", "gbp", "jpy", "chf", "cad", "aud", "nzd", "sek",
            "nok", "dkk", "pln", "czk", "huf", "inr", "cny", "rmb", "brl", "mxn", "zar", "etb", "br", "kes", "ngn",
            "egp", "r$", "kr", "zł", "kč", "ft", "us$", "c$", "a$", "rs", "birr", "tl", "aed", "sar", "rub", "руб",
            "р", "грн", "uah", "лв", "lei", "din", "дин", "kn", "kčs", "fr", "sfr", "rp", "rm", "s/", "bs", "hk$",
            "nt$", "s$", "euro", "euros", "dollars", "円", "元", "원", "د.إ", "ر.س", "ج.م", "रु", "₨");
    private static final Set<String> ISO_CODES = Currency.getAvailableCurrencies().stream()
            .map(Currency::getCurrencyCode).collect(Collectors.toUnmodifiableSet());
    private static final int MAX_UNIT = 8;
    /** What stands before a dash in the place of cents: 1.250,- and 12.– and 500/- are whole amounts. */
    private static final String CENTS = ",./-";
    private static final String DASHES = "-\u2013\u2014";
    /** Thousands of a currency, where its letters follow: TEUR, tkr, T€. */
    private static final String THOUSANDS = "tsd";

    /** Takes a number apart, or returns null when the text is none. */
    public static @Nullable NumberText of(String text) {
        int from = 0;
        int to = text.length();
        if (to == 0 || to > 64) {
            return null;
        }
        boolean negative = false;
        boolean percent = false;
        boolean bound = false;
        String currency = "";
        boolean moved = true;
        while (moved && from < to) {
            moved = true;
            char c = text.charAt(from);
            char last = text.charAt(to - 1);
            if ((c == '<' || c == '>' || c == '≤' || c == '≥') && !bound && to - from > 1) {
                bound = true;
                from += text.charAt(from + 1) == '=' ? 2 : 1;
            } else if (last == '+' && !bound && to - from > 1) {
                bound = true;
                to--;
            } else if (c == '(' && last == ')' && !negative) {
                negative = true;
                from++;
                to--;
            } else if ((c == '-' || c == '\u2212') && !negative) {
                negative = true;
                from++;
            } else if (c == '+' || isBlank(c) || c == '\'') {
                from++;
            } else if (isSymbol(c) && currency.isEmpty()) {
                currency = String.valueOf(c);
                from++;
            } else if (c == '\\' && currency.isEmpty() && to - from > 1 && isDigit(text.charAt(from + 1))) {
                // Japanese encodings have the sign of the yen in its place.
                currency = "\u00A5";
                from++;
            } else if (isBlank(last)) {
                to--;
            } else if (last == '%' && !percent) {
                percent = true;
                to--;
            } else if (isSymbol(last) && currency.isEmpty() && !isCode(lastWord(text, from, to))) {
                currency = String.valueOf(last);
                to--;
            } else if (last == '-' && !negative && to - from > 1 && CENTS.indexOf(text.charAt(to - 2)) < 0) {
                negative = true;
                to--;
            } else if (!isDigit(c) && c != '.' && c != ',' && currency.isEmpty()) {
                int end = from;
                while (end < to && !isDigit(text.charAt(end)) && !isBlank(text.charAt(end))
                        && text.charAt(end) != '-') {
                    end++;
                }
                String word = text.substring(from, end);
                moved = isCode(word);
                if (moved) {
                    currency = withoutPoint(word);
                    from = end;
                }
            } else {
                moved = false;
            }
        }
        return rest(text, from, to, new NumberText("", negative, percent, currency, "", bound));
    }

    /** The digits and what follows them; the rest is known already. */
    private static @Nullable NumberText rest(String text, int from, int to, NumberText known) {
        int end = from;
        boolean digit = false;
        while (end < to) {
            char c = text.charAt(end);
            boolean mark = c == '.' || c == ',' || c == '\'' || c == '’' || (isBlank(c) && end + 1 < to
                    && isDigit(text.charAt(end + 1)));
            if (isDigit(c)) {
                digit = true;
            } else if (!mark) {
                break;
            }
            end++;
        }
        if (!digit) {
            return null;
        }
        int cents = cents(text, end, to);
        String digits = text.substring(from, cents > end && !isDigit(text.charAt(end - 1)) ? end - 1 : end);
        String tail = text.substring(cents, to).strip();
        if (tail.isEmpty()) {
            return known.with(digits, known.currency, "");
        }
        if (isExponent(tail)) {
            return known.with(digits + tail, known.currency, "");
        }
        if (known.currency.isEmpty() && isCode(tail)) {
            return known.with(digits, withoutPoint(tail), "");
        }
        int code = known.currency.isEmpty() ? codeAt(tail) : 0;
        if (code > 0) {
            String unit = withoutPoint(tail.substring(0, code).strip());
            return known.with(digits, withoutPoint(tail.substring(code)),
                    unit.equalsIgnoreCase("t") ? THOUSANDS : unit);
        }
        if (tail.equalsIgnoreCase("t") && !known.currency.isEmpty()) {
            return known.with(digits, known.currency, THOUSANDS);
        }
        if (known.percent || tail.length() > MAX_UNIT || digits.length() > MAX_UNIT || !isUnit(tail)) {
            return null;
        }
        return known.with(digits, known.currency, withoutPoint(tail));
    }

    /** Where what stands for no cents ends, from the end of the digits on. */
    private static int cents(String text, int end, int to) {
        int at = end;
        boolean mark = end > 0 && (text.charAt(end - 1) == ',' || text.charAt(end - 1) == '.');
        if (!mark && at < to && text.charAt(at) == '/') {
            at++;
            mark = true;
        }
        int dash = at;
        while (mark && dash < to && DASHES.indexOf(text.charAt(dash)) >= 0) {
            dash++;
        }
        return dash > at ? dash : end;
    }

    /** Where in letters behind a number a currency begins whose amounts the letters before it multiply, or 0. */
    private static int codeAt(String tail) {
        int blank = tail.lastIndexOf(' ');
        if (blank > 0) {
            return isMultiplier(tail.substring(0, blank)) && isCode(tail.substring(blank + 1)) ? blank + 1 : 0;
        }
        for (int i = 1; i < tail.length(); i++) {
            String code = tail.substring(i);
            // MSEK are millions, msek may be milliseconds.
            boolean letters = code.equals("kr") || !NumberText.isLower(code);
            if (letters && isCode(code) && isMultiplier(tail.substring(0, i))) {
                return i;
            }
        }
        return 0;
    }

    private static boolean isLower(String word) {
        return word.chars().anyMatch(Character::isLowerCase);
    }

    private static boolean isMultiplier(String word) {
        return Magnitude.factor(word.strip()).isPresent() || word.equalsIgnoreCase("t");
    }

    /** The letters and signs at the end: the R$ of 5 R$. */
    private static String lastWord(String text, int from, int to) {
        int begin = to - 1;
        while (begin > from && Character.isLetter(text.charAt(begin - 1))) {
            begin--;
        }
        return text.substring(begin, to);
    }

    private static boolean isSymbol(char c) {
        return Character.getType(c) == Character.CURRENCY_SYMBOL;
    }

    private static boolean isCode(String word) {
        String code = withoutPoint(word);
        return CODES.contains(code.toLowerCase(Locale.ROOT)) || ISO_CODES.contains(code);
    }

    /** An abbreviation with or without its point is one word. */
    static String withoutPoint(String word) {
        return word.length() > 1 && word.endsWith(".") ? word.substring(0, word.length() - 1) : word;
    }

    /**
     * Returns the value, a percentage as a share, or NaN when the marks do not fit.
     *
     * @param decimal the decimal mark, a point or a comma; the other one separates groups of digits
     */
    public double value(char decimal) {
        char group = decimal == '.' ? ',' : '.';
        StringBuilder plain = new StringBuilder(digits.length() + 1);
        if (negative) {
            plain.append('-');
        }
        int sinceGroup = -1;
        boolean fraction = false;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c == decimal) {
                if (fraction || (sinceGroup >= 0 && sinceGroup != 3)) {
                    return Double.NaN;
                }
                fraction = true;
                sinceGroup = -1;
                plain.append('.');
            } else if (isDigit(c)) {
                plain.append(c);
                sinceGroup += sinceGroup >= 0 ? 1 : 0;
            } else if (c == 'e' || c == 'E' || c == '-' || c == '+') {
                plain.append(c);
            } else {
                boolean known = c == group || c == '\'' || c == '’' || c == ' ' || c == '\u00A0' || c == '\u202F'
                        || c == '\u2009';
                if (!known || fraction || (sinceGroup >= 0 && sinceGroup != 3 && !indian(digits))) {
                    return Double.NaN;
                }
                sinceGroup = 0;
            }
        }
        if (sinceGroup >= 0 && sinceGroup != 3 && !indian(digits)) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(plain.toString());
            return Double.isInfinite(value) ? Double.NaN : percent ? value / 100 : value;
        } catch (NumberFormatException notANumber) {
            return Double.NaN;
        }
    }

    /** Lakh and crore: groups of two digits before the last group of three, as in 12,34,567. */
    private static boolean indian(String digits) {
        String whole = digits.indexOf('.') >= 0 ? digits.substring(0, digits.indexOf('.')) : digits;
        return whole.matches("\\d{1,2}(,\\d{2})+,\\d{3}");
    }

    private NumberText with(String someDigits, String someCurrency, String someUnit) {
        return new NumberText(someDigits, negative, percent, someCurrency, someUnit, bound);
    }

    /** Whether the text could be a number, seen alone; used to judge dialects and headers. */
    public static boolean looksNumeric(String text) {
        if (text.isEmpty() || text.length() > 40) {
            return false;
        }
        NumberText number = of(text);
        return number != null && number.unit.isEmpty() && !number.bound;
    }

    private static boolean isExponent(String tail) {
        if (tail.length() < 2 || tail.length() > 5 || Character.toLowerCase(tail.charAt(0)) != 'e') {
            return false;
        }
        int i = tail.charAt(1) == '-' || tail.charAt(1) == '+' ? 2 : 1;
        if (i == tail.length()) {
            return false;
        }
        for (; i < tail.length(); i++) {
            if (!isDigit(tail.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isUnit(String tail) {
        for (int i = 0; i < tail.length(); i++) {
            char c = tail.charAt(i);
            if (!Character.isLetter(c) && !isMark(c) && c != '°' && c != '²' && c != '³' && c != '/' && c != '.') {
                return false;
            }
        }
        return Character.isLetter(tail.charAt(0)) || tail.charAt(0) == '°';
    }

    /** Vowels of Indian and Thai words stand above, below and beside their letters. */
    private static boolean isMark(char c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    /** Tells whether the character is one of 0 to 9. */
    public static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\u00A0' || c == '\u202F' || c == '\u2009';
    }
}
