package io.segmenta.pipeline.schema;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What the name of a column alone gives away. */
final class NameRules {
    private static final String BRANCH = "branch";
    private static final String MAILING_INDEX = "mailing index";
    private static final double LEAST_INDEX = 10_000;
    private static final double MOST_INDEX = 999_999;
    private static final Set<String> IDENTIFIER = Set.of("id", "ids", "identifier", "uuid", "guid", "key", "nr", "no",
            "num", "number", "rownames", "index", "sku", "ref", "reference", "recordid", "customerid", "userid",
            "respondentid", "pk", "rowid", "barcode", "isbn", "ean", "iban");
    private static final Lexicon IDENTIFIERS = Lexicon.read("identifier-names.txt");
    /** What a word that names a row ends with where words are joined: kundnr, asiakasnumero, Ügyfélszám. */
    private static final Pattern NUMBERED = Pattern.compile(
            "\\p{L}{3,}(?:nr|nro|nummer|nummern|numer|numero|numerot|szám|szama|kod|kód|tunnus|id"
                    + "|번호|코드|아이디|번|番号|コード|编号|編號|号)");
    private static final Lexicon PERSONAL = Lexicon.read("personal-names.txt");
    private static final String BIRTH_DATE = "date of birth";
    private static final String COORDINATES = "coordinates";
    /** Of persons, of things, or of both: the values tell. */
    private static final Set<String> PLAIN_NAMES = Set.of("name", "names", "nome", "nombre", "nom", "naam", "имя",
            "isim", "ad", "adı", "名前", "名称", "名", "الاسم", "नाम", "namn", "navn", "nimi", "jméno", "meno", "név",
            "nume", "όνομα", "имя клиента", "ім'я", "име", "ime", "이름", "nama", "tên", "ชื่อ", "שם", "نام", "emri",
            "vārds", "vardas", "imię", "forename", "first", "last");
    private static final Lexicon CODES = Lexicon.read("code-names.txt");
    private static final Set<String> CODE = Set.of("code", "zip", "zipcode", "postcode", "region", "channel", "class",
            "type", "category", "segment", "cluster", "group", "store", "branch", "label", "mcc", "cohort", "district");
    /** What stands before that which is coded: cod. agente, код отдела. */
    private static final Set<String> CODE_OF = Set.of("cod", "código", "codigo", "codice", "code", "kod", "kód", "код",
            "kode", "koodi", "κωδικός", "mã", "รหัส", "קוד", "کد", "رمز");
    private static final Lexicon DATES = Lexicon.read("date-names.txt");
    private static final Set<String> NO_TIME = Set.of("id", "phone", "tel", "mobile", "amount", "total", "revenue");
    private static final Set<String> DATE = Set.of("date", "dt", "day", "datetime", "timestamp", "time", "dob",
            "birthday", "birthdate", "since", "joined", "created", "updated");
    /** Of these each value is a date, not only a time or a span of time. */
    private static final Set<String> DATE_ONLY = Set.of("date", "datetime", "timestamp", "dob", "birthday", "birthdate",
            "datum");
    private static final Set<String> NO_DATE = Set.of("to", "days", "count", "number", "num", "id", "key", "amount");
    private static final Set<String> BIRTH = Set.of("dob", "birthday", "birthdate", "birth");
    private static final Set<String> EVENT = Set.of("created", "updated", "joined", "registered", "modified");
    private static final Set<String> YEAR = Set.of("year", "yr", "jahr", "birth", "born", "time");
    private static final Set<String> MONEY_OR_COUNT = Set.of("count", "total", "sum", "amount", "spend", "spending",
            "income", "revenue", "price", "qty", "quantity", "score", "size", "purchases", "of");

    private NameRules() {}

    static boolean isIdentifier(NameTokens name) {
        return !name.has(MONEY_OR_COUNT) && (name.endsWith(IDENTIFIER) || (name.size() > 1 && name.has(Set.of("id")))
                || IDENTIFIERS.concept(name.joined()).isPresent() || OrderWords.isCustomerNumber(name)
                || (name.size() == 1 && NUMBERED.matcher(name.joined()).matches()));
    }

    /** What kind of code the name says, a postcode, an area code or another number that is no quantity. */
    static Optional<String> code(NameTokens name) {
        return name.has(MONEY_OR_COUNT) ? Optional.empty() : CODES.concept(name);
    }

    /**
     * The same of whole numbers: a name that says branch or shop alone may count them, unless few are numbered, and an
     * index is one of the mail where it has five digits or six.
     */
    static Optional<String> code(NameTokens name, ResolvedColumn numbers) {
        return code(name).filter(said -> switch (said) {
            case BRANCH -> numbers.isNumbering();
            case MAILING_INDEX -> numbers.min() >= LEAST_INDEX && numbers.max() <= MOST_INDEX;
            default -> true;
        });
    }

    static boolean isMoneyOrCount(NameTokens name) {
        return name.has(MONEY_OR_COUNT);
    }

    static boolean isCodeOrGroup(NameTokens name) {
        return name.endsWith(CODE) || (name.size() > 1 && name.startsWith(CODE_OF) && !name.has(MONEY_OR_COUNT));
    }

    /** Whether the name says the code of a place, which many have alike, or each its own in a small table. */
    static boolean isPlace(NameTokens name) {
        return CODES.concept(name).filter(concept -> concept.equals("postcode") || concept.equals("area code"))
                .isPresent();
    }

    static boolean isPostcode(NameTokens name) {
        return CODES.concept(name).filter("postcode"::equals).isPresent();
    }

    static boolean isDate(NameTokens name) {
        return name.has(DATE) || DATES.concept(name).isPresent();
    }

    /** Whether the name says date or time, so that numbers may count from 1970. */
    static boolean isTime(NameTokens name) {
        return !name.has(NO_TIME)
                && (isDate(name) || (name.size() > 1 && name.endsWith(Set.of("at", "ts", "epoch", "utc"))));
    }

    /** Whether the name says date so clearly that plain numbers may be dates. */
    static boolean isDateOnly(NameTokens name) {
        return !name.has(NO_DATE)
                && (name.has(DATE_ONLY) || (name.has(EVENT) && (name.size() == 1 || name.endsWith(Set.of("at", "on"))))
                        || DATES.concept(name).isPresent());
    }

    static boolean isBirth(NameTokens name) {
        return name.has(BIRTH);
    }

    static boolean isYear(NameTokens name) {
        return name.has(YEAR);
    }

    /** The kind of personal data the name announces; "name" alone is left to the values. */
    static Optional<String> personal(NameTokens name) {
        if (name.has(Set.of("email", "mail")) && !name.has(Set.of("count", "opt", "opened"))) {
            return Optional.of(PersonalData.EMAIL_ADDRESS);
        }
        if (name.endsWith(Set.of("name")) && name.has(Set.of("first", "last", "full", "given", "family", "customer",
                "client", "contact", "user", "person", "middle", "maiden", "guest", "patient", "passenger", "tenant",
                "traveller", "traveler", "donor", "member", "employee", "student", "subscriber", "owner", "respondent",
                "attendee", "participant", "applicant", "borrower", "resident", "submitter", "enumerator"))) {
            return Optional.of("name of a person");
        }
        if (name.has(Set.of("count", "type"))) {
            return Optional.empty();
        }
        return PERSONAL.concept(name).filter(kind -> !kind.equals(BIRTH_DATE) && !kind.equals(COORDINATES));
    }

    /** Whether the dates are those of births of persons. */
    static boolean isBirthDate(NameTokens name) {
        return PERSONAL.concept(name).filter(BIRTH_DATE::equals).isPresent();
    }

    /** Whether fractions are places on Earth, in degrees. */
    static boolean isCoordinate(NameTokens name) {
        return PERSONAL.concept(name).filter(COORDINATES::equals).isPresent();
    }

    static boolean isPlainName(NameTokens name) {
        return PLAIN_NAMES.contains(name.joined());
    }

    static boolean isPhone(NameTokens name) {
        return name.has(Set.of("phone", "telephone", "tel", "mobile", "cell", "fax", "telefon", "whatsapp"))
                || PERSONAL.says(name, PersonalData.TELEPHONE_NUMBER);
    }
}
