package io.segmenta.pipeline.schema;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Personal data told by the look of the values: e-mail addresses, telephone and card numbers, network addresses. */
final class PersonalData {
    static final String OFFICIAL_NUMBER = "official number";
    static final String TELEPHONE_NUMBER = "telephone number";
    static final String EMAIL_ADDRESS = "e-mail address";
    static final String NAME = "name of a person";
    static final String ADDRESS = "address";
    private static final Set<String> NUMBERS = Set.of(OFFICIAL_NUMBER, TELEPHONE_NUMBER, "bank or card number");
    private static final int LEAST_DIGITS = 4;
    private static final int FEW = 20;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@,;]{1,64}@[^\\s@,;]{1,190}\\.[A-Za-z]{2,24}");
    /** With an area code set off, of the shapes people write: 030 123, 555-123-4567, 43-1-234567. */
    private static final Pattern DIALLED = Pattern.compile(
            "0\\d{2,4}[ /-]\\d.*|0\\d([ .-]\\d{2}){4}|\\d{3}[-. ]\\d{3}[-. ]\\d{4}|\\d{2,3}-\\d{1,3}-\\d{6,8}");
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9(][0-9 ().\\-/]{6,18}[0-9]");
    /** Of Brazil and of the United States. */
    private static final Pattern OFFICIAL = Pattern.compile("\\d{3}\\.\\d{3}\\.\\d{3}-\\d{2}|\\d{3}-\\d{2}-\\d{4}");
    /** Two fractions of degrees, or degrees with minutes and seconds, of one place. */
    private static final Pattern PLACE = Pattern.compile("[(\\[]?-?\\d{1,2}[.,]\\d{3,}°?[NSns]?[,; /]+-?\\d{1,3}[.,]"
            + "\\d{3,}°?[EWOewo]?[)\\]]?|\\d{1,2}°.{1,14}?[NSns][,; ]*\\d{1,3}°.{1,14}?[EWOewo]");
    /** What people write before the numbers and addresses of contacts. */
    private static final Pattern SAID = Pattern.compile(
            "^(?iu)(?:tel|telefon|teléfono|telefono|téléphone|phone|ph|mob|mobil|mobile|gsm|fax|handy|cell|cel|тел"
                    + "|e-?mail|mail)"
                    + "[.:]+\\s*");
    private static final Pattern HANDLE = Pattern.compile("@[A-Za-z0-9_.]{3,40}");
    /** Among which digits are telephone numbers, whatever their shape. */
    private static final double LEAST_EMAILS = 0.1;
    private static final Pattern IBAN = Pattern.compile("[A-Z]{2}\\d{2}[A-Z0-9]{11,30}");
    private static final Pattern IP = Pattern.compile("(\\d{1,3}\\.){3}\\d{1,3}");
    private static final Pattern PERSON = Pattern.compile(
            "(\\p{Lu}[\\p{L}'’-]+,? )((Mr|Mrs|Ms|Dr|Prof|Miss)\\.? )?\\p{Lu}[\\p{L}'’.-]*( \\p{Lu}[\\p{L}'’.-]*){0,2}");
    private static final int LONGEST_PERSON = 100;
    private static final double SHARE = 0.8;
    private static final int SAMPLE = 2000;

    private PersonalData() {}

    /** What kind of personal data most of the distinct values are, if any. */
    static Optional<String> of(List<String> levels, NameTokens name) {
        List<String> sample = levels.stream().limit(SAMPLE).map(level -> SAID.matcher(level).replaceFirst("")).toList();
        if (sample.size() < 2) {
            return Optional.empty();
        }
        if (share(sample, v -> EMAIL.matcher(v).matches()) >= SHARE) {
            return Optional.of(EMAIL_ADDRESS);
        }
        if (share(sample, PersonalData::isIban) >= SHARE) {
            return Optional.of("bank account number (its check digits are right)");
        }
        if (sample.size() >= 5 && share(sample, v -> OFFICIAL.matcher(v).matches()) >= SHARE) {
            return Optional.of(OFFICIAL_NUMBER);
        }
        if (sample.size() >= 5 && share(sample, PersonalData::isCard) >= SHARE) {
            return Optional.of("card number (its check digit is right)");
        }
        if (share(sample, v -> IP.matcher(v).matches()) >= SHARE) {
            return Optional.of("network address");
        }
        if (share(sample, v -> PLACE.matcher(v).matches()) >= SHARE) {
            return Optional.of("coordinates");
        }
        boolean named = NameRules.isPhone(name);
        if (share(sample, v -> PHONE.matcher(v).matches() && isPhone(v, named)) >= SHARE) {
            return Optional.of(TELEPHONE_NUMBER);
        }
        if (areContacts(sample)) {
            return Optional.of("e-mail addresses and telephone numbers");
        }
        if (NameRules.isBirthDate(name) && share(sample, v -> digits(v) > 0) >= SHARE) {
            return Optional.of("date of birth");
        }
        if (NameRules.isPlainName(name)
                && share(sample, v -> v.length() <= LONGEST_PERSON && PERSON.matcher(v).matches()) >= 0.5) {
            return Optional.of(NAME);
        }
        return Optional.empty();
    }

    /** Whether there are addresses for e-mails, and beside them names in messengers or digits as of telephones. */
    private static boolean areContacts(List<String> sample) {
        double emails = share(sample, v -> EMAIL.matcher(v).matches());
        return emails >= LEAST_EMAILS && emails + share(sample, v -> HANDLE.matcher(v).matches()
                || (PHONE.matcher(v).matches() && isPhone(v, true))) >= SHARE;
    }

    /**
     * Whether values can be of the kind of personal data that their name announces: numbers have digits, names of
     * persons hardly any, addresses are many or have house numbers.
     *
     * @param share of the rows that have a value of their own
     */
    static boolean mayBe(String kind, List<String> levels, double share) {
        if (NUMBERS.contains(kind)) {
            return share(levels, value -> digits(value) >= LEAST_DIGITS || value.indexOf('*') >= 0) > 0.5;
        }
        return switch (kind) {
            case NAME -> share(levels, value -> digits(value) >= LEAST_DIGITS) < 0.5;
            case EMAIL_ADDRESS -> share > 0.3 || levels.size() > FEW
                    || levels.stream().anyMatch(level -> level.indexOf('@') >= 0);
            case ADDRESS -> share > 0.3 || levels.size() > FEW || levels.stream().anyMatch(level -> digits(level) > 0);
            default -> true;
        };
    }

    private static long digits(String value) {
        return value.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    /** What kind of personal data a single value is that all rows have, if any. */
    static Optional<String> ofOne(String value) {
        return EMAIL.matcher(value).matches() ? Optional.of(EMAIL_ADDRESS)
                : isCard(value) ? Optional.of("card number (its check digit is right)")
                        : isIban(value) ? Optional.of("bank account number (its check digits are right)")
                                : Optional.empty();
    }

    private static boolean isPhone(String value, boolean named) {
        long digits = digits(value);
        boolean shaped = value.startsWith("+") || value.startsWith("(") || DIALLED.matcher(value).matches();
        return digits >= 7 && digits <= 15 && (named || shaped);
    }

    /** Luhn's check digit over 13 to 19 digits. */
    static boolean isCard(String value) {
        int sum = 0;
        int digits = 0;
        for (int i = value.length() - 1; i >= 0; i--) {
            char c = value.charAt(i);
            if (c == ' ' || c == '-') {
                continue;
            }
            if (c < '0' || c > '9') {
                return false;
            }
            int digit = c - '0';
            if (digits++ % 2 == 1) {
                digit = digit > 4 ? digit * 2 - 9 : digit * 2;
            }
            sum += digit;
        }
        return digits >= 13 && digits <= 19 && sum % 10 == 0 && value.charAt(0) != '0';
    }

    /** ISO 7064's check digits of ISO 13616: the number, its head moved to the end, is 1 modulo 97. */
    static boolean isIban(String value) {
        String plain = value.replace(" ", "");
        if (!IBAN.matcher(plain).matches()) {
            return false;
        }
        int rest = 0;
        for (int i = 0; i < plain.length(); i++) {
            int digit = Character.digit(plain.charAt((i + 4) % plain.length()), 36);
            rest = (digit < 10 ? rest * 10 + digit : rest * 100 + digit) % 97;
        }
        return rest == 1;
    }

    private interface Test {
        boolean test(String value);
    }

    private static double share(List<String> values, Test test) {
        int hits = 0;
        for (String value : values) {
            hits += test.test(value) ? 1 : 0;
        }
        return (double) hits / values.size();
    }
}
