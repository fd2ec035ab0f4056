package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers on a scale and bands of numbers, from the low end to the high one, in whatever order a file has them. */
class SpokenScalesTest {

    @ParameterizedTest
    @ValueSource(strings = {
            "Stimme überhaupt nicht zu;Stimme eher nicht zu;Teils/teils;Stimme eher zu;Stimme voll und ganz zu",
            "Trifft gar nicht zu;Trifft eher nicht zu;Trifft eher zu;Trifft voll zu",
            "Sehr unzufrieden;Eher unzufrieden;Weder noch;Eher zufrieden;Sehr zufrieden",
            "Pas du tout d'accord;Plutôt pas d'accord;Ni d'accord ni pas d'accord;Plutôt d'accord;Tout à fait d'accord",
            "Très insatisfait;Insatisfait;Neutre;Satisfait;Très satisfait", "Jamais;Rarement;Parfois;Souvent;Toujours",
            "Totalmente en desacuerdo;En desacuerdo;Neutral;De acuerdo;Totalmente de acuerdo",
            "Muy insatisfecho;Insatisfecho;Ni satisfecho ni insatisfecho;Satisfecho;Muy satisfecho",
            "Discordo totalmente;Discordo;Não concordo nem discordo;Concordo;Concordo totalmente",
            "1 - Discordo totalmente;2 - Discordo;3 - Neutro;4 - Concordo;5 - Concordo totalmente",
            "Molto insoddisfatto;Insoddisfatto;Neutrale;Soddisfatto;Molto soddisfatto",
            "Helemaal niet mee eens;Niet mee eens;Neutraal;Mee eens;Helemaal mee eens",
            "Zdecydowanie nie;Raczej nie;Trudno powiedzieć;Raczej tak;Zdecydowanie tak",
            "Zdecydowanie się nie zgadzam;Raczej się nie zgadzam;Ani się zgadzam, ani nie zgadzam;Raczej się zgadzam;"
                    + "Zdecydowanie się zgadzam",
            "Potpuno se ne slažem;Uglavnom se ne slažem;Niti se slažem niti se ne slažem;Uglavnom se slažem;"
                    + "Potpuno se slažem",
            "Напълно не съм съгласен;По-скоро не съм съгласен;Нито съм съгласен, нито не съм;По-скоро съм съгласен;"
                    + "Напълно съм съгласен",
            "Полностью не согласен;Скорее не согласен;Затрудняюсь ответить;Скорее согласен;Полностью согласен",
            "Kesinlikle katılmıyorum;Katılmıyorum;Kararsızım;Katılıyorum;Kesinlikle katılıyorum",
            "全くそう思わない;そう思わない;どちらともいえない;そう思う;とてもそう思う", "非常不满意;不满意;一般;满意;非常满意",
            "전혀 그렇지 않다;그렇지 않다;보통이다;그렇다;매우 그렇다", "لا أوافق بشدة;لا أوافق;محايد;أوافق;أوافق بشدة",
            "Mycket missnöjd;Missnöjd;Varken eller;Nöjd;Mycket nöjd", "Aldrig;Sällan;Ibland;Ofta;Alltid",
            "Täysin eri mieltä;Eri mieltä;En osaa sanoa;Samaa mieltä;Täysin samaa mieltä",
            "Rozhodně nesouhlasím;Spíše nesouhlasím;Nevím;Spíše souhlasím;Rozhodně souhlasím",
            "Sangat tidak setuju;Tidak setuju;Netral;Setuju;Sangat setuju",
            "Rất không hài lòng;Không hài lòng;Bình thường;Hài lòng;Rất hài lòng",
            "1 (gar nicht);2;3;4;5 (sehr)", "sehr schlecht;schlecht;mittel;gut;sehr gut",
            "unter 18;18 bis 29;30 bis 44;45 und älter", "moins de 25 ans;25 à 34 ans;35 à 49 ans;50 ans et plus",
            "menos de 1.000 €;de 1.000 a 2.000 €;de 2.000 a 3.500 €;más de 3.500 €",
            "до 25 лет;25–34 года;35–44 года;45 лет и старше", "20代;30代;40代;50代以上",
            "poniżej 18;18-24;25-39;40 i więcej", "20대;30대;40대;50대 이상", "20s;30s;40s"})
    void answersOfOneScale_areOrderedFromItsLowEnd(String scale) {
        List<String> levels = List.of(scale.split(";", 0));
        for (int seed = 0; seed < 5; seed++) {
            List<String> shuffled = new ArrayList<>(levels);
            Collections.shuffle(shuffled, new Random(seed));
            if (seed == 4) {
                shuffled.replaceAll(String::toUpperCase);
                assertThat(OrdinalScales.order(shuffled)).isPresent();
            } else {
                assertThat(OrdinalScales.order(shuffled)).contains(levels);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Month-to-month;One year;Two year", "1 month;6 months;1 year;2 years",
            "ein Monat;drei Monate;zwei Jahre", "Un mois;Deux ans;Trois ans", "3 meses;6 meses;1 año",
            "monthly;one year;two years", "1 tydzień;2 tygodnie;1 miesiąc", "12 months;24 months;36 months",
            "Month-to-month;One-year;Two-year", "1ヶ月;3ヶ月;1年", "Un mese;Sei mesi;Due anni", "1 мес;1 год;два года"})
    void howLongSomethingLasts_isNotHowOften(String terms) {
        assertThat(SpokenRates.order(List.of(terms.split(";", 0)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1/year;1/month;1/week", "once a year;once a month;twice a week;every two days",
            "3 lần một năm;3 lần một tháng;3 lần một tuần", "alle zwei Jahre;jedes Jahr;jeden Monat",
            "1 dag per maand;1 dag per week;2 dagen per week", "Never;Within a year;Within a month;Within a week",
            "More than a year ago;6-12 months ago;1-3 months ago;Within the last month",
            "nie;vor über einem Jahr;vor 3 Monaten;vor einer Woche", "Il y a 2 ans;Il y a 6 mois;Il y a une semaine",
            "Nunca;Hace más de un año;Hace 3 meses;Hace una semana", "Nunca;Há um ano;Há três meses;Há uma semana",
            "Mai;Entro un anno;Entro un mese;Entro una settimana",
            "Nooit;2 jaar geleden;een maand geleden;een week geleden",
            "Rok temu;3 miesiące temu;tydzień temu", "год назад;3 месяца назад;неделю назад", "1年前;3ヶ月前;1週間前",
            "一年以内;三个月以内;一周以内", "Bir yıl önce;üç ay önce;bir hafta önce", "Last year;Last month;Last week",
            "för ett år sedan;för 3 månader sedan;för en vecka sedan",
            "for 2 år siden;for 3 måneder siden;for en uge siden",
            "Innen et år;for 3 måneder siden;for en uke siden", "vuosi sitten;kolme kuukautta sitten;viikko sitten",
            "před 2 roky;před 3 měsíci;před týdnem", "1년 전;3개월 전;1주일 전",
            "setahun yang lalu;3 bulan yang lalu;seminggu yang lalu",
            "πριν από 2 χρόνια;πριν από 3 μήνες;πριν από μία εβδομάδα", "2 роки тому;3 місяці тому;тиждень тому",
            "acum 2 ani;acum 3 luni;acum o săptămână"})
    void howOften_isOrdered(String rates) {
        List<String> levels = List.of(rates.split(";", 0));
        List<String> turned = new ArrayList<>(levels);
        Collections.reverse(turned);
        assertThat(SpokenRates.order(turned)).contains(levels);
    }

    static List<String> scalesOfManyLanguages() throws IOException {
        try (InputStream in = Objects.requireNonNull(SpokenScalesTest.class.getResourceAsStream("scales.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    /** As they are, and where nobody gave one of the answers, but for scales of which too few are left. */
    @ParameterizedTest
    @MethodSource("scalesOfManyLanguages")
    void answersOfManyLanguages_areOrderedFromTheirLowEnd_withoutAnyOfThemToo(String scale) {
        List<String> levels = List.of(scale.substring(scale.indexOf('|') + 1).strip().split(" *; *", 0));
        for (int without = -1; without < (levels.size() > 4 ? levels.size() : 0); without++) {
            List<String> expected = new ArrayList<>(levels);
            if (without >= 0) {
                expected.remove(without);
            }
            List<String> shuffled = new ArrayList<>(expected);
            Collections.shuffle(shuffled, new Random(without));
            assertThat(OrdinalScales.order(shuffled)).as(scale).contains(expected);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Berlin;Hamburg;Köln", "rouge;vert;bleu", "ja;nein;später", "Norte;Sul;Leste",
            "1 - Norte;2 - Sul;3 - Leste", "gut;billig;schnell", "Visa;Mastercard;Amex", "A 10;B 20;C 30",
            "bon;mauvais;rouge", "Ford 3;Opel 4;Audi 5", "agree;satisfied;often"})
    void otherWords_haveNoOrder(String words) {
        assertThat(OrdinalScales.order(List.of(words.split(";", 0)))).isEmpty();
    }
}
