package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProtectedAttributesTest {

    /** One name for each attribute in English, German, French, ..., as people head their columns. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "gender | Gender; Geschlecht; Sexe; Sexo; sexo; Sesso; geslacht; Płeć; Пол; Cinsiyet; 性別; 性别; الجنس; लिंग",
            "ethnicity | Ethnicity; Ethnische Herkunft; origine_ethnique; Etnia; Raça; Etnia; Etniciteit; "
                    + "pochodzenie etniczne; Этническая принадлежность; Etnik köken; 人種; 民族; العرق; जाति",
            "religion | Religion; Konfession; religion; Religión; Religião; religione; godsdienst; wyznanie; "
                    + "Вероисповедание; Dini inanç; 宗教; 宗教; الديانة; धर्म",
            "nationality | Nationality; Staatsangehörigkeit; Nationalité; Nacionalidad; Nacionalidade; Cittadinanza; "
                    + "nationaliteit; obywatelstwo; Гражданство; Uyruk; 国籍; 國籍; الجنسية; राष्ट्रीयता",
            "marital status | Marital_Status; Familienstand; État civil; EstadoCivil; estado-civil; Stato civile; "
                    + "burgerlijke staat; Stan cywilny; Семейное положение; MedeniDurum; 婚姻状況; 婚姻状况; "
                    + "الحالة الاجتماعية; वैवाहिक स्थिति",
            "disability | Disability; Schwerbehinderung; handicap; Discapacidad; Deficiência; Disabilità; Handicap; "
                    + "niepełnosprawność; Инвалидность; Engel durumu; 障害者手帳; 残疾; الإعاقة; विकलांगता",
            "sexual orientation | SexualOrientation; Sexuelle Orientierung; orientation sexuelle; Orientación sexual; "
                    + "orientação sexual; orientamento sessuale; seksuele geaardheid; orientacja seksualna; "
                    + "Сексуальная ориентация; cinsel yönelim; 性的指向; 性取向; التوجه الجنسي; यौन अभिविन्यास",
            "age band | AgeGroup; Altersgruppe; Tranche d'âge; Rango de edad; Faixa etária; Fascia d'età; "
                    + "leeftijdscategorie; grupa wiekowa; Возрастная группа; Yaş grubu; 年齢層; 年龄段; الفئة العمرية; "
                    + "आयु वर्ग"})
    void byName_fourteenLanguages_saysTheAttribute(String attribute, String names) {
        List<String> all = List.of(names.split("; *"));
        assertThat(all).hasSize(14);
        for (String name : all) {
            for (String written : spellings(name)) {
                assertThat(ProtectedAttributes.byName(NameTokens.of(written), false)).as(written).contains(attribute);
            }
        }
    }

    private static List<String> spellings(String name) {
        String plain = Normalizer.normalize(name, Normalizer.Form.NFD);
        return Stream.of(name, name.toUpperCase(Locale.ROOT), name.replace(' ', '_'), plain, "customer." + name,
                name + " (2026)", "  " + name + ":").toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Edad", "AGE", "Alter", "idade", "leeftijd", "wiek", "возраст", "年龄", "العمر", "आयु"})
    void byName_yearsOfAge_areAMeasure(String name) {
        assertThat(ProtectedAttributes.byName(NameTokens.of(name), true)).isEmpty();
        assertThat(ProtectedAttributes.isAge(NameTokens.of(name))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"page views", "agency", "average", "percentage", "usage", "essex", "eta", "Racetrack", "stage"})
    void byName_wordsThatOnlyHoldOne_sayNothing(String name) {
        assertThat(ProtectedAttributes.byName(NameTokens.of(name), false)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"gender | Male; Female", "gender | M; F", "gender | f; m; unknown",
            "gender | Mr; Mrs; Ms; Dr", "gender | männlich; weiblich; divers; keine Angabe", "gender | Herr; Frau",
            "gender | Homme; Femme", "gender | M.; Mme; Mlle; Monsieur", "gender | Hombre; Mujer",
            "gender | FEMININO; MASCULINO", "gender | Uomo; Donna", "gender | man; vrouw",
            "gender | Kobieta; Mężczyzna",
            "gender | мужской; женский", "gender | Kadın; Erkek", "gender | 男性; 女性", "gender | 男; 女",
            "gender | ذكر; أنثى", "gender | ذكر; انثى", "gender | पुरुष; महिला",
            "marital status | soltero; casado; viudo",
            "marital status | Single; Married; Divorced", "marital status | ledig; verheiratet; geschieden",
            "marital status | célibataire; marié(e); divorcé(e)", "marital status | bekar; evli",
            "marital status | 未婚; 已婚", "religion | Christian; Muslim; Hindu; None",
            "ethnicity | Asian; Hispanic; Caucasian; Other", "sexual orientation | heterosexual; gay; bisexual"})
    void byValues_whateverTheHeader_saysTheAttribute(String attribute, String levels) {
        assertThat(ProtectedAttributes.byValues(NameTokens.of("Q2"), List.of(levels.split("; *"))))
                .contains(attribute);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Male", "Men; Women; Kids", "m; w; d", "H; M", "white; black", "single; double",
            "rock; pop", "yes; no", "Male; Female; Blue", "unknown; other", "ledig; unbekannt", "M; F; S"})
    void byValues_wordsThatMayMeanOtherThings_sayNothing(String levels) {
        assertThat(ProtectedAttributes.byValues(NameTokens.of("Q2"), List.of(levels.split("; *")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Genre,H;F", "género,Hombre;Mujer", "Genere,m;f;x", "gênero,F;M;não informado"})
    void byValues_genreWithPeople_isGender(String name, String levels) {
        assertThat(ProtectedAttributes.byValues(NameTokens.of(name), List.of(levels.split(";")))).contains("gender");
    }

    @ParameterizedTest
    @CsvSource({"Genre,Rock;Pop", "género,novela;poesía"})
    void byValues_genreOfWorks_isNot(String name, String levels) {
        assertThat(ProtectedAttributes.byValues(NameTokens.of(name), List.of(levels.split(";")))).isEmpty();
        assertThat(ProtectedAttributes.byName(NameTokens.of(name), false)).isEmpty();
    }
}
