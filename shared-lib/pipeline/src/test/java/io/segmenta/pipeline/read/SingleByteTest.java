package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables of one byte a character, in the encodings that spreadsheets of many countries write. */
class SingleByteTest {
    private static final List<String[]> TABLES = List.of(
            new String[] {"windows-1251", "Клиент;Возраст;Сумма;Визиты;Город", "Москва Казань Самара Уфа Омск Пермь"},
            new String[] {"KOI8-R", "Клиент;Возраст;Сумма;Визиты;Город", "Москва Казань Самара Уфа Омск Пермь"},
            new String[] {"IBM866", "Клиент;Возраст;Сумма;Визиты;Город", "Москва Казань Самара Уфа Омск Пермь"},
            new String[] {"windows-1253", "Πελάτης;Ηλικία;Ποσό;Επισκέψεις;Πόλη",
                    "Αθήνα Πάτρα Βόλος Λάρισα Χανιά Ξάνθη"},
            new String[] {"windows-1250", "Klient;Płeć;Wartość;Częstość;Miasto",
                    "Łódź Kraków Gdańsk Poznań Wrocław Toruń"},
            new String[] {"windows-1250", "Zákazník;Věk;Částka;Návštěvy;Město",
                    "Plzeň Děčín Břeclav Třebíč Žďár Kroměříž"},
            new String[] {"windows-1250", "Ügyfél;Életkor;Összeg;Látogatás;Város",
                    "Győr Szőreg Fertőd Bükkfürdő Kőszeg Ózd"},
            new String[] {"windows-1254", "Müşteri;Yaş;Tutar;Ziyaret;Şehir",
                    "İstanbul Iğdır Muğla Çankırı Ağrı Nevşehir"},
            new String[] {"windows-1252", "Kunde;Größe;Umsatz;Häufigkeit;Straße",
                    "München Köln Düren Zürich Würzburg Lübeck"},
            new String[] {"windows-1252", "Prénom;Âge;Dépenses;Fréquence;Ville",
                    "Montréal Orléans Besançon Nîmes Béziers Sète"},
            new String[] {"windows-1252", "Cliente;Endereço;Ações;Visitas;Região",
                    "Goiânia Maceió Brasília Belém Piauí Ceará"},
            new String[] {"windows-1255", "לקוח;גיל;סכום;ביקורים;עיר", "חיפה ירושלים אשדוד נתניה חולון רמלה"},
            new String[] {"windows-1256", "العميل;العمر;المبلغ;الزيارات;المدينة",
                    "القاهرة طنطا أسوان المنيا قنا بنها"},
            new String[] {"IBM850", "Kunde;Größe;Umsatz;Häufigkeit;Straße",
                    "München Köln Düren Zürich Würzburg Lübeck"},
            new String[] {"IBM850", "Prénom;Âge;Dépenses;Fréquence;Ville",
                    "Montréal Orléans Besançon Nîmes Béziers Sète"},
            new String[] {"IBM850", "Cliente;Endereço;Ações;Visitas;Região",
                    "Goiânia Maceió Brasília Belém Piauí Ceará"},
            new String[] {"x-MacRoman", "Kunde;Größe;Umsatz;Häufigkeit;Straße",
                    "München Köln Düren Zürich Würzburg Lübeck"},
            new String[] {"x-MacRoman", "Prénom;Âge;Dépenses;Fréquence;Ville",
                    "Montréal Orléans Besançon Nîmes Béziers Sète"},
            new String[] {"x-MacRoman", "Cliente;Años;Gasto;Visitas;Región", "León Málaga Cádiz Córdoba Jaén Logroño"},
            new String[] {"ISO-8859-2", "Klient;Płeć;Wartość;Częstość;Miasto",
                    "Łódź Kraków Gdańsk Poznań Wrocław Śląsk"},
            new String[] {"ISO-8859-2", "Zákazník;Věk;Částka;Návštěvy;Město",
                    "Plzeň Děčín Břeclav Třebíč Žďár Šumperk"},
            new String[] {"IBM852", "Klient;Płeć;Wartość;Częstość;Miasto", "Łódź Kraków Gdańsk Poznań Wrocław Śląsk"},
            new String[] {"windows-1257", "Klientas;Amžius;Suma;Apsilankymų;Miestas",
                    "Šiauliai Panevėžys Klaipėda Mažeikiai Jonušai Kupiškis"},
            new String[] {"ISO-8859-9", "Müşteri;Yaş;Tutar;Ziyaret;Şehir",
                    "İstanbul Iğdır Muğla Çankırı Ağrı Nevşehir"},
            new String[] {"ISO-8859-5", "Клиент;Возраст;Сумма;Визиты;Город", "Москва Казань Самара Уфа Омск Пермь"},
            new String[] {"windows-1251", "Клієнт;Вік;Сума;Візити;Місто", "Київ Львів Харків Одеса Дніпро Вінниця"},
            new String[] {"x-MacCyrillic", "Клиент;Возраст;Сумма;Визиты;Город", "Москва Казань Самара Уфа Омск Пермь"});

    @Property(tries = 280)
    void table_isReadInItsEncoding_andTold(@ForAll @IntRange(max = 26) int place, @ForAll long seed) {
        String[] table = TABLES.get(place);
        String[] words = table[2].split(" ", 0);
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder text = new StringBuilder(table[1]).append('\n');
        int rows = random.nextInt(20, 80);
        for (int row = 0; row < rows; row++) {
            text.append(row + 100).append(';').append(random.nextInt(18, 90)).append(';').append(random.nextInt(9000))
                    .append(';').append(random.nextInt(30)).append(';').append(words[random.nextInt(words.length)])
                    .append('\n');
        }

        ReadResult result = Reading.text(text.toString(), Charset.forName(table[0]));

        assertThat(result.table().columns()).extracting(column -> column.name())
                .as("taken for %s", result.report().encoding()).containsExactly(table[1].split(";", 0));
        assertThat(Arrays.asList(words)).contains(result.table().columns().get(4).text(0));
        assertThat(result.report().notes()).anySatisfy(note -> assertThat(note).contains("read.encoding"));
    }

    @ParameterizedTest
    @MethodSource("tables")
    void anyFewOfTheWords_areEnough(String encoding, String header, String words) {
        String[] all = words.split(" ", 0);
        Charset charset = Charset.forName(encoding);
        for (int set = 1; set < 1 << all.length; set++) {
            StringBuilder text = new StringBuilder(header).append('\n');
            for (int word = 0; word < all.length; word++) {
                if ((set >> word & 1) == 1) {
                    text.append("100;33;4100;7;").append(all[word]).append('\n');
                }
            }
            byte[] bytes = text.toString().getBytes(charset);

            assertThat(new String(bytes, SingleByte.of(bytes))).isEqualTo(text.toString());
        }
    }

    static Stream<Arguments> tables() {
        return TABLES.stream().map(table -> Arguments.of((Object[]) table));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"name,preis;café,5;menü,7|windows-1252", "Beträge,x;5 €,1;7 €,2|windows-1252"})
    void aFewWordsOfTheWest_areWestern(String lines, String charset) {
        byte[] bytes = lines.replace(';', '\n').getBytes(Charset.forName(charset));

        assertThat(SingleByte.of(bytes).name()).isEqualTo(charset);
    }
}
