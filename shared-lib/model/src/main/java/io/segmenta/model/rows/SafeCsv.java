package io.segmenta.model.rows;

/**
 * Cells that no spreadsheet takes for a formula: text that starts like one gets an apostrophe in front, as OWASP
 * advises against CSV injection; numbers keep their sign. Quoted where RFC 4180 asks for it.
 */
public final class SafeCsv {
    private SafeCsv() {}

    /** Returns a cell as it is written. */
    public static String cell(String text) {
        String safe = defused(text);
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return '"' + safe.replace("\"", "\"\"") + '"';
            }
        }
        return safe;
    }

    /** Returns a text as a spreadsheet is shown it: with an apostrophe in front of what it would run. */
    public static String defused(String text) {
        return isFormula(text) ? "'" + text : text;
    }

    /** Returns what was defused; of a text that began with an apostrophe and a formula, that without its apostrophe. */
    public static String original(String defused) {
        return defused.startsWith("'") && isFormula(defused.substring(1)) ? defused.substring(1) : defused;
    }

    private static boolean isFormula(String text) {
        if (text.isEmpty()) {
            return false;
        }
        return switch (text.charAt(0)) {
            case '=', '@', '\t', '\r', '\n', '|', '%' -> true;
            case '+', '-' -> !isNumber(text);
            default -> false;
        };
    }

    private static boolean isNumber(String text) {
        int digits = 0;
        int points = 0;
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            digits += c >= '0' && c <= '9' ? 1 : 0;
            points += c == '.' ? 1 : 0;
        }
        return digits > 0 && points <= 1 && digits + points == text.length() - 1;
    }
}
