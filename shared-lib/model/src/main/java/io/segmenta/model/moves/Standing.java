package io.segmenta.model.moves;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which way a column can go in a customer's life. */
enum Standing {
    /** Either way. */
    FREE,
    /** Up: how long somebody has been a customer, when they last bought. */
    RISES,
    /** Not at all: age, birth, the day of joining, what is protected. */
    FIXED;

    private static final Set<String> SPANS = Set.of("years", "months", "weeks", "days", "duration", "length");
    private static final Set<String> BONDS = Set.of("member", "membership", "customer", "account", "client",
            "contract", "subscription", "relationship");
    private static final Set<String> THINGS = Set.of("membership", "account", "contract", "subscription",
            "relationship");
    private static final Set<String> TENURE = Set.of("tenure", "seniority", "vintage", "anciennete", "antiguedad",
            "antiguidade", "anzianita", "zugehorigkeit", "betriebszugehorigkeit", "anciennitet", "стаж", "kıdem");
    /** Ages, births and days of joining, as words of a name, without accents. */
    private static final Set<String> LASTING = Set.of("age", "ages", "aged", "alter", "altersgruppe", "edad", "idade",
            "eta", "leeftijd", "wiek", "возраст", "yas", "yasi", "yası", "العمر", "السن", "आय", "उमर",
            "birth", "birthday", "birthdate", "birthyear", "born", "dob", "yob", "geburt", "geburtsjahr",
            "geburtsdatum", "geburtstag", "naissance", "nacimiento", "nascimento", "nascita", "geboorte",
            "geboortedatum", "geboortejaar", "urodzenia", "urodziny", "рождения", "dogum", "الميلاد", "الولادة",
            "joined", "joining", "signup", "registered", "registration", "since", "created", "enrolled", "enrolment",
            "enrollment", "beitritt", "eintrittsdatum", "inscription", "adhesion", "inscripcion", "cadastro",
            "iscrizione", "inschrijving", "rejestracji", "регистрации", "kayıt");
    /** The same in writing without blanks between words, as parts of a name. */
    private static final Set<String> LASTING_PARTS = Set.of("年齢", "年代", "年令", "年龄", "年齡", "生年", "誕生", "出生",
            "生日", "入会", "登録日", "注册", "जनम");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** Returns how a column stands by its role and its name. */
    static Standing of(ColumnSchema column) {
        List<String> words = words(column.name());
        if (column.role() == Role.PROTECTED) {
            return FIXED;
        }
        // The age of an account is how long it has been there, that of a customer is not.
        boolean aged = words.contains("age") && words.stream().anyMatch(THINGS::contains);
        boolean bound = aged
                || (words.stream().anyMatch(BONDS::contains) && words.stream().anyMatch(SPANS::contains));
        if (bound || words.stream().anyMatch(TENURE::contains)) {
            return RISES;
        }
        String whole = String.join(" ", words);
        if (words.stream().anyMatch(LASTING::contains) || LASTING_PARTS.stream().anyMatch(whole::contains)) {
            return FIXED;
        }
        return column.role() == Role.DATE ? RISES : FREE;
    }

    private static List<String> words(String name) {
        String parted = name.replaceAll("(\\p{Ll})(\\p{Lu})", "$1 $2").toLowerCase(Locale.ROOT);
        String bare = ACCENTS.matcher(Normalizer.normalize(parted, Normalizer.Form.NFKD)).replaceAll("");
        return Arrays.asList(bare.split("[^\\p{L}]+"));
    }
}
