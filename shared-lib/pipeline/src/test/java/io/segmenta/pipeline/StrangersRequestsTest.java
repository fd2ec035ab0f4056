package io.segmenta.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.json.Json;
import io.segmenta.model.json.JsonObject;
import io.segmenta.model.predict.AnswerShape;
import io.segmenta.model.predict.Invocations;
import io.segmenta.model.predict.Predictor;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests as strangers write them: the names of a file on another keyboard, values of another kind. */
class StrangersRequestsTest {
    private static final int ROWS = 60;
    private static final String[] HIGH = {"4600", "55"};

    /** Two measures of three groups, the last of which is high in both. */
    private static Invocations trained(String first, String second, char delimiter) {
        StringBuilder csv = new StringBuilder();
        csv.append("id").append(delimiter).append(first).append(delimiter).append(second).append('\n');
        for (int i = 0; i < ROWS; i++) {
            int group = i % 3;
            csv.append("c").append(i).append(delimiter).append(new int[] {90, 800, 4600}[group] + i % 7)
                    .append(delimiter).append(new int[] {2, 20, 55}[group] + i % 2).append('\n');
        }
        return new Invocations(new Predictor(PipelineTest.train(csv.toString(), Map.of()).model(), "v1"));
    }

    private static JsonObject answer(Invocations model, Map<String, ?> record) {
        byte[] answer = model.answer(AnswerShape.PREDICT, "application/json", Json.write(record), Instant.EPOCH)
                .text().getBytes(StandardCharsets.UTF_8);
        return Json.parse(answer, "answer");
    }

    @ParameterizedTest
    @CsvSource({"Dépenses, Depenses", "Größe, Groesse", "Größe, Grosse", "Übernachtungen, Uebernachtungen",
            "Køb i alt, koeb i alt", "Beløb, Belob", "Płatności, Platnosci", "Sipariş Sayısı, siparis sayisi",
            "İşlem, Islem", "İşlem, islem", "Số lần mua, so lan mua", "Độ bền, do ben", "Επισκέψεις, ΕΠΙΣΚΕΨΕΙΣ",
            "Επισκέψεις, επισκεψεις", "Приём, Прием", "Ёмкость, емкость", "Straßen, STRASSEN", "Umsatz, Ｕｍｓａｔｚ",
            "購入額（円）, 購入額", "コーヒー, ｺｰﾋｰ", "الإنفاق, الانفاق", "Visites / mois, visites_mois",
            "Año de compras, ano de compras", "Näringsvärde, naringsvarde", "Prisjämförelse, PRISJAMFORELSE",
            "Útrata, utrata", "Költés, koltes", "Cheltuieli (lei), cheltuieli", "Gasto Anual, gasto_anual",
            "montant_€, montant", "Œufs, oeufs", "Ventas netas, ventasNetas"})
    void aNameOnAnotherKeyboard_isFound(String inFile, String inRequest) {
        Invocations model = trained(inFile, "zz", ',');
        JsonObject exact = answer(model, Map.of(inFile, HIGH[0], "zz", HIGH[1]));
        JsonObject found = answer(model, Map.of(inRequest, HIGH[0], "zz", HIGH[1]));
        assertThat(found.string("segment_id")).isEqualTo(exact.string("segment_id"));
        assertThat(found.object("flags").strings("imputed")).isEmpty();
        assertThat(found.object("flags").has("unknown")).isFalse();
    }
}
