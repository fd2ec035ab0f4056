package io.segmenta.model.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Month;
import java.time.format.TextStyle;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Dates as people of many languages write them, brought to the spellings that a pattern can read: {@code 5. März 2024}
 * and {@code mardi 5 mars 2024} to {@code 5 March 2024}, {@code 2024年3月5日} and {@code 令和6年3月5日} to {@code 2024-3-5}.
 * The words are of a list of this library, not of the Java runtime's locales, so that every version reads the same. Of
 * several languages that use one word for two months the first in the list counts. Thread-safe.
 */
public final class WrittenDate {
    private static final Pattern SIGNS = Pattern.compile(
            "(令和|平成|昭和|大正|民國|民国)? ?(\\d{1,4}|元) ?[年년] ?(\\d{1,2}) ?[月월] ?(\\d{1,2}) ?[日号號일]?(.*)");
    private static final Pattern WEEKDAY_SIGNS = Pattern
            .compile("^ ?[(（]?(?:(?:星期|周|週)[一二三四五六日天]|[月火水木金土日](?:曜日?)?|[월화수목금토일](?:요일)?)[)）]?(?=$|[ ,T])");
    private static final Pattern TIME_SIGNS = Pattern
            .compile("^ ?(\\d{1,2}) ?[時时点點시] ?(\\d{1,2}) ?[分분](?: ?(\\d{1,2}) ?[秒초])?$");
    /** The year before the first of each era. */
    private static final Map<String, Integer> ERAS = Map.of("令和", 2018, "平成", 1988, "昭和", 1925, "大正", 1911, "民國", 1911,
            "民国", 1911);
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}]{2,}(?:-feira)?|(?<=[\\s,])\\p{L}(?=[\\s,.]|$)");
    private static final Pattern ORDINAL = Pattern.compile("(?<=\\d)(?:st|nd|rd|th|er|[ºª°])(?=[\\s,./-])");
    /** As in 5 d'abril. */
    private static final Pattern ELISION = Pattern.compile("(?<=\\s)[dD]['’](?=\\p{L})");
    private static final Pattern POINT_BEFORE_MONTH = Pattern.compile("(?<=\\d)\\. +(?=\\p{L})");
    private static final Pattern THREE_NUMBERS = Pattern.compile("\\d+([-/.])\\d+\\1\\d+.*");
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Z}]+");
    private static final Pattern DIRECTION_MARKS = Pattern.compile("\\p{Cf}+");
    /** Of abbreviations in Hebrew and Hindi. */
    private static final Pattern OTHER_POINTS = Pattern.compile("[׳॰]");
    private static final Pattern LOOSE_POINT = Pattern.compile("(?<=\\d) *[.,]+ *$|(?<=\\d)\\.(?=,)| +(?=[,.])");
    private static final Pattern SPACED = Pattern.compile("(\\d{1,4})\\. ?(\\d{1,2})\\. ?(\\d{1,4})\\.?((?:[ ,].*)?)");

    /** Before a time, which is not kept. */
    private static final Pattern HALF_OF_DAY = Pattern.compile(" ?(?:오전|오후|午前|午後|上午|下午) ?(?=\\d{1,2}[:시時时点點])");
    private static final Pattern VIETNAMESE = Pattern.compile(
            "(?iu)(?:(?:thứ \\p{L}+|chủ nhật),? )?(?:ngày )?(\\d{1,2}) (?:tháng|thg) (\\d{1,2})(?:,| năm) (\\d{4})");
    /** Of the abbreviations of Thai. */
    private static final Pattern THAI_POINT = Pattern.compile("(?<=\\p{IsThai})\\.");
    private static final Pattern BUDDHIST_YEAR = Pattern.compile("(?<=\\s)2[456]\\d\\d$");
    private static final int BUDDHIST_ERA = 543;
    /** Two digits of a year from 2540 on; of lesser ones nothing tells the era. */
    private static final Pattern SHORT_BUDDHIST_YEAR = Pattern.compile("(?<=\\p{L} )[4-9]\\d$");
    private static final int BUDDHIST_CENTURY = 2500;
    /** The month of the solar calendar of Iran, with a day before it and a year behind it. */
    private static final Pattern SOLAR = Pattern
            .compile("(?:\\p{L}+[،,]? )?(\\d{1,2}) (\\p{L}+)(?: ماه)?[،,]? (1[34]\\d\\d)");
    private static final List<String> SOLAR_MONTHS = List.of("فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور",
            "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند");
    /** What Basque hangs on years and days. */
    private static final Pattern BASQUE_CASE = Pattern.compile("(?<=\\d)\\((?:e\\)ko|a\\))");
    /** Points behind day and year, which in Croatian are never missing, and in neither Polish nor Czech there. */
    private static final Pattern POINTS = Pattern.compile("(?<!\\d)\\d{1,2}\\. ?\\p{L}+ \\d{4}\\.$");
    /** As Latvians write it. */
    private static final Pattern YEAR_THEN_DAY = Pattern.compile("(\\d{4})\\. (\\d{1,2}) (\\p{L}+)\\.?");

    private static final Map<String, Integer> MONTHS = new HashMap<>();
    /** Those that are another month in a language that comes before. */
    private static final Map<String, Integer> MONTHS_WITH_POINTS = new HashMap<>();
    private static final Set<String> WEEKDAYS = new HashSet<>();
    private static final Set<String> JOINING = new HashSet<>();

    static {
        for (String line : lines()) {
            String[] fields = line.split(" \\| ", 2);
            switch (fields[0]) {
                case "weekday" -> WEEKDAYS.addAll(List.of(fields[1].split(" ", 0)));
                case "joining" -> JOINING.addAll(List.of(fields[1].split(" ", 0)));
                case "points" -> addMonths(fields[1].split(", ", 0), MONTHS_WITH_POINTS);
                default -> addMonths(fields[1].split(", ", 0), MONTHS);
            }
        }
    }

    private WrittenDate() {}

    private static List<String> lines() {
        try (InputStream in = WrittenDate.class.getResourceAsStream("date-words.txt")) {
            if (in == null) {
                throw new IllegalStateException("the words of dates are missing");
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines()
                    .filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void addMonths(String[] months, Map<String, Integer> numbers) {
        for (int i = 0; i < months.length; i++) {
            for (String form : months[i].split(" ", 0)) {
                numbers.putIfAbsent(lower(form), i + 1);
            }
        }
    }

    /**
     * The number of a month, 1 to 12, by its full or short name in one of the languages, in any case, without the point
     * of an abbreviation; empty when the word is none.
     */
    public static OptionalInt month(String word) {
        Integer number = MONTHS.get(lower(word));
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    /**
     * The same date without words and signs of languages other than English.
     *
     * @return the text itself, where it holds no month, weekday or sign of a date that a pattern could not read
     */
    public static String plain(String text) {
        if (!mayHoldWords(text)) {
            return text.indexOf(". ") > 0 || text.endsWith(".") ? ofNumbers(text) : text;
        }
        Matcher half = HALF_OF_DAY.matcher(text);
        if (half.find()) {
            return plain(half.replaceFirst(" "));
        }
        if (text.indexOf('年') > 0 || text.indexOf('년') > 0) {
            return ofSigns(text).orElse(text);
        }
        Matcher vietnamese = VIETNAMESE.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
        if (vietnamese.matches()) {
            return vietnamese.group(3) + "-" + vietnamese.group(2) + "-" + vietnamese.group(1);
        }
        Matcher solar = SOLAR.matcher(digits(text).strip().replace('ي', 'ی'));
        if (solar.matches() && SOLAR_MONTHS.contains(solar.group(2))) {
            return SolarDate.gregorian(Integer.parseInt(solar.group(3)), SOLAR_MONTHS.indexOf(solar.group(2)) + 1,
                    Integer.parseInt(solar.group(1))).orElse(text);
        }
        int time = text.indexOf(':');
        String date = time < 0 ? text : text.substring(0, time);
        return ofWords(date).map(plain -> time < 0 ? plain : plain + text.substring(time)).orElse(text);
    }

    /** Whether there is anything but a date of digits, before a time if there is one. */
    private static boolean mayHoldWords(String text) {
        int run = 0;
        for (int i = 0; i < text.length() && text.charAt(i) != ':'; i++) {
            char c = text.charAt(i);
            run = (c | 0x20) >= 'a' && (c | 0x20) <= 'z' ? run + 1 : 0;
            if (c >= 0x80 || run >= 2) {
                return true;
            }
        }
        return false;
    }

    /** 5. 3. 2024, and 2024. 3. 5. as in Korea and Hungary. */
    private static String ofNumbers(String text) {
        Matcher date = SPACED.matcher(text);
        return date.matches() ? date.group(1) + "." + date.group(2) + "." + date.group(3) + date.group(4) : text;
    }

    private static Optional<String> ofSigns(String text) {
        Matcher signs = SIGNS.matcher(digits(text).strip());
        if (!signs.matches()) {
            return Optional.empty();
        }
        int year = signs.group(2).equals("元") ? 1 : Integer.parseInt(signs.group(2));
        if (signs.group(1) != null) {
            year += ERAS.getOrDefault(signs.group(1), 0);
        }
        String rest = WEEKDAY_SIGNS.matcher(signs.group(5)).replaceFirst("");
        Matcher time = TIME_SIGNS.matcher(rest);
        if (time.matches()) {
            rest = " " + time.group(1) + ":" + twoDigits(time.group(2))
                    + (time.group(3) == null ? "" : ":" + twoDigits(time.group(3)));
        }
        return Optional.of(year + "-" + signs.group(3) + "-" + signs.group(4) + rest);
    }

    private static String twoDigits(String number) {
        return number.length() == 1 ? "0" + number : number;
    }

    private static Optional<String> ofWords(String written) {
        String spelled = DIRECTION_MARKS.matcher(BLANKS.matcher(written).replaceAll(" ")).replaceAll("");
        String text = ORDINAL.matcher(digits(OTHER_POINTS.matcher(spelled).replaceAll("."))).replaceAll("");
        text = BASQUE_CASE.matcher(THAI_POINT.matcher(text).replaceAll("")).replaceAll("");
        text = ELISION.matcher(withoutWeekday(text)).replaceAll("");
        boolean points = POINTS.matcher(text).find();
        boolean thai = text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.THAI);
        StringBuilder plain = new StringBuilder();
        Matcher words = WORD.matcher(text);
        boolean month = false;
        int from = 0;
        while (words.find()) {
            String word = lower(words.group());
            Integer number = month ? null : number(word, points);
            plain.append(text, from, words.start());
            from = words.end();
            if (number != null) {
                month = true;
                plain.append(Month.of(number).getDisplayName(TextStyle.FULL, Locale.ENGLISH));
                from += from + 1 < text.length() && text.charAt(from) == '.' && text.charAt(from + 1) == ' ' ? 1 : 0;
            } else if (JOINING.contains(word) || (month && WEEKDAYS.contains(word))) {
                from += from < text.length() && " .".indexOf(text.charAt(from)) >= 0 ? 1 : 0;
            } else {
                plain.append(words.group());
            }
        }
        plain.append(text, from, text.length());
        String joined = POINT_BEFORE_MONTH.matcher(BLANKS.matcher(plain).replaceAll(" ")).replaceAll(" ").strip();
        String date = LOOSE_POINT.matcher(joined).replaceAll("");
        date = YEAR_THEN_DAY.matcher(date).replaceFirst("$2 $3 $1");
        date = thai
                ? BUDDHIST_YEAR.matcher(date)
                        .replaceFirst(year -> Integer.toString(Integer.parseInt(year.group()) - BUDDHIST_ERA))
                : date;
        date = thai ? SHORT_BUDDHIST_YEAR.matcher(date).replaceFirst(year -> Integer
                .toString(BUDDHIST_CENTURY + Integer.parseInt(year.group()) - BUDDHIST_ERA)) : date;
        if (month || THREE_NUMBERS.matcher(date).matches()) {
            return Optional.of(date);
        }
        return text.equals(written) ? Optional.empty() : Optional.of(text);
    }

    private static @Nullable Integer number(String word, boolean points) {
        Integer number = points ? MONTHS_WITH_POINTS.get(word) : null;
        return number != null ? number : MONTHS.get(word);
    }

    /** A weekday before the date says nothing; mar may be one, or the month where no other follows. */
    private static String withoutWeekday(String text) {
        Matcher words = WORD.matcher(text);
        if (!words.find() || words.start() > 0 || !WEEKDAYS.contains(lower(words.group()))) {
            return text;
        }
        int end = words.end();
        while (end < text.length() && ",،. ".indexOf(text.charAt(end)) >= 0) {
            end++;
        }
        String rest = text.substring(end);
        boolean isMonth = MONTHS.containsKey(lower(words.group()));
        boolean follows = THREE_NUMBERS.matcher(rest).matches();
        Matcher others = WORD.matcher(rest);
        while (!follows && others.find()) {
            follows = MONTHS.containsKey(lower(others.group()));
        }
        return isMonth && !follows ? text : withoutWeekday(rest);
    }

    /** In small letters, the Turkish I among them, composed. */
    private static String lower(String word) {
        String small = word.toLowerCase(Locale.ROOT).replace("i\u0307", "i");
        return Normalizer.normalize(small, Normalizer.Form.NFC);
    }

    /** The digits of all scripts as those of ASCII. */
    private static String digits(String text) {
        StringBuilder plain = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 0x80 && Character.isDigit(c)) {
                plain.setCharAt(i, (char) ('0' + Character.digit(c, 10)));
            }
        }
        return plain.toString();
    }
}
