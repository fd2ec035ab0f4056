package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values as people of many languages write them. */
class LanguagesTest {
    private static final int ROWS = 200;

    private static Inference.Result infer(String name, IntFunction<String> cell) {
        List<String> levels = new ArrayList<>();
        int[] codes = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            String text = cell.apply(row);
            if (!levels.contains(text)) {
                levels.add(text);
            }
            codes[row] = levels.indexOf(text);
        }
        RawColumn column = new RawColumn(name, ROWS, new double[0], new byte[0], codes, levels, new int[0], new int[0],
                row -> row + 2L);
        return Inference.of("a.csv", List.of(column), PipelineConfig.defaults(), Optional.empty(), false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k.A.", "k. A.", "keine Angabe", "N/D", "s/d", "inconnu", "Non renseigné", "nie dotyczy",
            "n/b", "n.v.t.", "не указано", "н/д", "不明", "未記入", "未知", "não informado", "nao informado",
            "non disponibile", "bilinmiyor", "غير معروف", "अज्ञात", "KEINE ANGABE", "don't know",
            "neuvedeno", "uppgift saknas", "ved ikke", "ei tietoa", "nincs adat", "necunoscut", "άγνωστο", "无信息", "무응답",
            "tidak tahu", "không rõ", "ไม่ทราบ", "לא ידוע", "نامشخص", "nepoznato", "nežinoma"})
    void numbersWithAWordForNoAnswer_stayNumbersAndSayHowMany(String word) {
        Inference.Result result = infer("Besuche", row -> row % 17 == 3 ? word : Integer.toString(row % 23));

        ColumnSchema schema = result.schema().columns().getFirst();
        assertThat(schema.role()).isEqualTo(Role.NUMERIC);
        assertThat(schema.reason()).contains("12 missing", "taken for missing: \"" + word + "\" (12)");
        assertThat(result.columns().getFirst().missing()).isEqualTo(12);
        assertThat(schema.missing()).contains(word);
    }

    @ParameterizedTest
    @CsvSource({"VRAI,FAUX", "oui,non", "ja,nein", "Ja,Nee", "SÍ,NO", "Si,No", "sim,não", "tak,nie", "да,нет",
            "Evet,Hayır", "はい,いいえ", "是,否", "نعم,لا", "हाँ,नहीं", "Yes,No", "TRUE,FALSE", "y,n",
            "ano,ne", "kyllä,ei", "igen,nem", "Da,Nu", "Ναι,Όχι", "так,ні", "예,아니오", "ya,tidak", "Có,Không", "כן,לא",
            "ja,nej", "áno,nie", "taip,ne", "بله,خیر"})
    void yesAndNo_areOneTruth(String yes, String no) {
        ColumnSchema schema = infer("abonne", row -> row % 3 == 0 ? yes : no).schema().columns().getFirst();

        assertThat(schema.role()).isEqualTo(Role.BOOLEAN);
        assertThat(schema.categories()).containsExactly(no, yes);
    }

    @ParameterizedTest
    @CsvSource({"1", "0", "1001", "20001", "7000000"})
    void firstColumnOfConsecutiveNumbers_isNoMeasure(int start) {
        ColumnSchema schema = infer("Mitglied", row -> Integer.toString(start + (row * 7) % ROWS)).schema().columns()
                .getFirst();

        assertThat(schema.role()).isEqualTo(Role.IDENTIFIER);
        assertThat(schema.reason()).contains("counts the rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Postcode", "zip", "Zip Code", "PLZ", "Code postal", "CódigoPostal", "CEP", "Postleitzahl",
            "kod pocztowy", "почтовый индекс", "Posta Kodu", "郵便番号", "邮编", "الرمز البريدي", "पिन कोड",
            "Default Address Zip", "Vorwahl", "Filialnummer", "store_nbr", "Branch No", "Artikelnummer", "acct no",
            "код магазина", "numéro de compte", "店舗コード", "region",
            "Postnr.", "PSČ", "Irányítószám", "우편번호", "Kode Pos", "מיקוד", "Поштовий індекс", "Postinumero",
            "Cod poștal",
            "Poštanski broj", "Τ.Κ.", "CAP", "kommunenummer", "지점코드", "cikkszám"})
    void wholeNumbersThatNameAPlaceOrAThing_areNoMeasure(String name) {
        assertThat(infer(name, row -> Integer.toString(10001 + 523 * (row % 60))).schema().columns().getFirst().role())
                .isEqualTo(Role.CODE);
        assertThat(infer(name, row -> Integer.toString(10001 + 523 * (row % 6))).schema().columns().getFirst().role())
                .isEqualTo(Role.CATEGORICAL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SW1A %dAA", "0%d", "1234%d AB"})
    void postcodesWithLettersOrZeros_areCodesToo(String pattern) {
        assertThat(infer("Postcode", row -> String.format(Locale.ROOT, pattern, row % 60)).schema().columns().getFirst()
                .role()).isEqualTo(Role.CODE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"first_name | Anna;Wei;Sofia", "Nachname | Meyer;Schulz;Yılmaz",
            "prénom | Zoé;Luc;Marie", "Apellidos | García;Pérez;Ruiz", "Nome | Bia Lima;Caio Lima;Davi Reis",
            "фамилия | Иванов;Петров;Сидоров", "氏名 | 佐藤;鈴木;高橋", "姓名 | 王伟;李娜;张敏", "CPF | 200.300.400-10;201.301.401-11",
            "contact | +1 212 555 0000;a@example.com;+1 212 555 0001",
            "Geburtsdatum | 1980-02-01;1975-11-30;1990-07-04",
            "date de naissance | 03/02/1980;25/11/1975;04/07/1990", "生年月日 | 1980-02-01;1975-11-30;1990-07-04",
            "lat | 52.77421;52.8953;48.1", "longitude | 13.38366;-0.127;2.35", "Straße | Hauptstr. 1;Am Markt 2;Ring 3",
            "steuer-id | 12345678901;12345678902;12345678903", "card | 4111111111111111",
            "iban | DE89370400440532013000", "Zahlung | DE89370400440532013000;GB82WEST12345698765432"})
    void dataOfPersons_areSetAsideAndNotShown(String name, String values) {
        List<String> all = List.of(values.split(";", 0));
        ColumnSchema schema = infer(name, row -> all.get(row % all.size())).schema().columns().getFirst();

        assertThat(schema.role()).as(schema.reason()).isEqualTo(Role.PERSONAL);
        assertThat(schema.toString()).doesNotContain(all);
        assertThat(schema.min()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"nombre de visites | 1;2;3;9 | NUMERIC", "Nome | milk;bread;tea | CATEGORICAL",
            "long | 120;80;200 | NUMERIC", "signup date | 2020-01-01;2021-05-06 | DATE",
            "address type | home;work | CATEGORICAL", "Product name | Tea Cup;Milk Jug | CATEGORICAL"})
    void dataOfThings_areNot(String name, String values, Role role) {
        List<String> all = List.of(values.split(";", 0));
        assertThat(infer(name, row -> all.get(row % all.size())).schema().columns().getFirst().role()).isEqualTo(role);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Number of stores", "store visits", "postcode income", "zip count", "capital"})
    void quantitiesOfSuchThings_areMeasures(String name) {
        assertThat(infer(name, row -> Integer.toString(7 + row % 60)).schema().columns().getFirst().role())
                .isEqualTo(Role.NUMERIC);
    }

    @ParameterizedTest
    @CsvSource({"country,ZA;BW;ZM;NA,0", "Land,DE;AT;NA,0", "code,ZA;BW;NA;ZM,0", "state,CA;GA;NA;AL,50",
            "plan,A;B;NA;C,50"})
    void na_isNamibiaAmongCountriesOnly(String name, String levels, int missing) {
        String[] all = levels.split(";", 0);
        assertThat(infer(name, row -> all[row % all.length]).columns().getFirst().missing())
                .as(String.format(Locale.ROOT, "%s of %s", name, levels)).isEqualTo(missing);
    }

    @ParameterizedTest
    @CsvSource({"Kvinna,Man", "Kvinde,Mand", "Nainen,Mies", "žena,muž", "férfi,nő", "Άνδρας,Γυναίκα", "жіноча,чоловіча",
            "남,여", "Nam,Nữ", "ชาย,หญิง", "זכר,נקבה", "مرد,زن", "laki-laki,perempuan", "bărbat,femeie", "vyras,moteris",
            "Gift,Ogift", "미혼,기혼", "רווק,נשוי"})
    void genderAndMarriage_areToldByTheirValues(String one, String other) {
        assertThat(infer("q7", row -> row % 2 == 0 ? one : other).schema().columns().getFirst().role())
                .isEqualTo(Role.PROTECTED);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|',
            value = {"Avg. time | 25s;6m 40s;1h 2m 3s | 3723", "Dauer | 2 Std. 5 Min.;45 Sek.;3 Min. 5 Sek. | 7500",
                    "所要時間 | 1時間5分;25秒;3分 | 3900", "Длительность | 1 ч 10 мин;5 мин 3 сек;40 сек | 4200",
                    "len | PT1H2M3S;PT45S;PT2M | 3723"})
    void spansWithLetters_countInSeconds(String name, String values, double greatest) {
        List<String> all = List.of(values.split(";", 0));
        ColumnSchema schema = infer(name, row -> all.get(row % all.size())).schema().columns().getFirst();
        assertThat(schema.role()).as(schema.reason()).isEqualTo(Role.NUMERIC);
        assertThat(schema.max()).hasValue(greatest);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Rp 125.000;Rp 1.250.000;Rp 75.000;Rp 900.500 | 1250000",
            "12.500 ₫;3.000 ₫;8.250 ₫ | 12500", "$ 45.990;$ 9.990;$ 120.500 | 120500"})
    void moneyWithAPointBeforeThreeDigits_isOfThousands(String values, double greatest) {
        List<String> all = List.of(values.split(";", 0));
        assertThat(infer("x", row -> all.get(row % all.size())).schema().columns().getFirst().max())
                .hasValue(greatest);
    }
}
