package io.segmenta.model.data;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans and times of day written with colons, or with letters behind hours, minutes and seconds. */
public final class ClockTime {
    private static final int BASE = 60;
    private static final int LONGEST = 16;
    private static final int LONGEST_OF_LETTERS = 48;
    private static final int[] SECONDS = {86_400, 3_600, 60, 1};
    /** Days, hours, minutes and seconds, each of which may be missing; ISO 8601 writes P and T before them. */
    private static final Pattern LETTERS = Pattern.compile("(?iu)(?:P?T?(?=\\d))?"
            + "(?:(\\d+) ?(?:d|days?|tagen?|tage|jours?|j|días?|dias?|giorni|giorno|dagen"
            + "|dni|дн|дней|день|gün|日)T?[., ]*)?"
            + "(?:(\\d+) ?(?:h|hrs?|hours?|std|stunden?|heures?|horas?|ore|ora"
            + "|uur|godz|ч|час|часа|часов|год|saat|sa|小时|小時|時間|시간"
            + "|tim|t|timer|tuntia)[., ]*)?"
            + "(?:(\\d+) ?(?:m|mins?|minutes?|minuten?|minutos?|minuti|мин|минут|хв"
            + "|dk|dakika|分|分钟|分鐘|분|minuter|minutter|minuuttia|perc)"
            + "[., ]*)?"
            + "(?:(\\d+(?:[.,]\\d+)?) ?(?:s|secs?|seconds?|sek|sekunden?|secondes?|segundos?|secondi"
            + "|seconden|сек|секунд|с"
            + "|sn|saniye|秒|초"
            + "|sekunder|sekuntia|mp)[., ]*)?");

    private ClockTime() {}

    /**
     * Parses h:mm:ss to seconds, and of two parts, h:mm or m:ss, the sum of the second and 60 times the first: minutes
     * or seconds. The first part may be as great as it likes, the seconds may have a fraction.
     *
     * Parses 1h 2m 35s, 5 min 10 s and the like, in many languages, to seconds too.
     *
     * @return the number, or NaN when the text is not so written
     */
    public static double parse(String text) {
        String word = text.strip();
        int length = word.length();
        if (length > 1 && word.indexOf(':') < 0) {
            return letters(word);
        }
        if (length < 4 || length > LONGEST || !NumberText.isDigit(word.charAt(0))) {
            return Double.NaN;
        }
        double total = 0;
        int part = 0;
        int digits = 0;
        int parts = 1;
        for (int i = 0; i < length; i++) {
            char c = word.charAt(i);
            if (NumberText.isDigit(c)) {
                part = 10 * part + c - '0';
                digits++;
                if (digits > 6) {
                    return Double.NaN;
                }
            } else if (c == ':' && digits > 0 && parts < 3 && fits(part, digits, parts)) {
                total = BASE * (total + part);
                part = 0;
                digits = 0;
                parts++;
            } else if (c == '.' && parts == 3 && fits(part, digits, parts)) {
                double fraction = Values.number("0" + word.substring(i));
                return total + part + fraction;
            } else {
                return Double.NaN;
            }
        }
        return parts > 1 && fits(part, digits, parts) ? total + part : Double.NaN;
    }

    /** Whether a text has two parts or more, so that its letters are no unit of a plain number. */
    public static boolean hasParts(String text) {
        if (text.indexOf(':') > 0) {
            return true;
        }
        Matcher parts = LETTERS.matcher(text.strip());
        int found = 0;
        for (int i = 1; parts.matches() && i <= SECONDS.length; i++) {
            found += parts.group(i) == null ? 0 : 1;
        }
        return found > 1;
    }

    private static double letters(String word) {
        char last = word.charAt(word.length() - 1);
        boolean digit = NumberText.isDigit(word.charAt(0));
        if (word.length() > LONGEST_OF_LETTERS || NumberText.isDigit(last) || !(digit || word.charAt(0) == 'P')) {
            return Double.NaN;
        }
        Matcher parts = LETTERS.matcher(word);
        if (!parts.matches()) {
            return Double.NaN;
        }
        double total = 0;
        for (int i = 0; i < SECONDS.length; i++) {
            String part = parts.group(i + 1);
            total += part == null ? 0 : SECONDS[i] * Values.number(part.replace(',', '.'));
        }
        return total;
    }

    /** Whether a part may stand at its place: two digits below 60, but for the first. */
    private static boolean fits(int part, int digits, int place) {
        return place == 1 || (digits == 2 && part < BASE);
    }
}
