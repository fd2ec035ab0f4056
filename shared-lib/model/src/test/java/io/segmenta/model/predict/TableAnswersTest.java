package io.segmenta.model.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.model.CustomerModel;
import io.segmenta.model.predict.TableAnswers.Count;
import io.segmenta.model.predict.TableAnswers.Limits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableAnswersTest {
    private static final Predictor PREDICTOR = new Predictor(CustomerModel.MODEL, "v1");
    private static final TableAnswers ANSWERS = new TableAnswers(PREDICTOR);
    private static final String HEADER = "customer_id,age,total_spend\n";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Count write(String table, int most) throws IOException {
        return ANSWERS.write(table.getBytes(StandardCharsets.UTF_8), new Limits(most, () -> false), out);
    }

    private static String asked(String table) {
        return new Invocations(PREDICTOR).answer(AnswerShape.CSV, "text/csv", table.getBytes(StandardCharsets.UTF_8),
                Instant.EPOCH).text();
    }

    @ParameterizedTest
    @ValueSource(strings = {HEADER + "c1,30,2000\nc2,old,5\n=c3,,300\n", "30,2000\n60,300\n",
            "Customers of May\n\nage;total_spend;shoe\n30;2000;1\n", "age\n1e9\n"})
    void lines_areThoseOfARequest(String table) throws IOException {
        write(table, 10);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(asked(table));
    }

    @Test
    void lines_moreThanARequestMayHold_areAllThere() throws IOException {
        String records = "c1,30,2000\n".repeat(9_999) + "c2,60,300\n";
        assertThat(write(HEADER + records.repeat(3), 30_000)).isEqualTo(new Count(30_000, 0, List.of()));
        String once = asked(HEADER + records);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(once + once.substring(once.indexOf('\n') + 1).repeat(2));
    }

    @Test
    void count_tellsTheFirstValuesThatCannotBeUsed() throws IOException {
        Count count = write(HEADER + "c,old,much\n".repeat(30) + "c,30,1\n", 100);
        assertThat(count.records()).isEqualTo(31);
        assertThat(count.refused()).isEqualTo(30);
        assertThat(count.problems()).hasSize(TableAnswers.MOST_PROBLEMS);
        assertThat(count.problems().get(1).sentence())
                .isEqualTo("field \"total_spend\": expected a number, got \"much\"");
        assertThat(count.problems().get(19).record()).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "windows-1252"})
    void table_inOtherEncodings_isRead(String charset) throws IOException {
        byte[] table = (HEADER + "Ren\u00e9e,30,2000\n").getBytes(Charset.forName(charset));
        ANSWERS.write(table, new Limits(1, () -> false), out);
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("\nRen\u00e9e,young-spenders,");
    }

    @Test
    void table_withoutARecordThatCanBeUsed_isRefused() {
        assertThatThrownBy(() -> write(HEADER, 1)).isInstanceOf(RequestException.class)
                .hasMessage("the file holds no records");
        assertThatThrownBy(() -> write(HEADER + "c1,old,1\nc2,x,\n", 2)).isInstanceOfSatisfying(RequestException.class,
                refused -> {
                    assertThat(refused.problem().code()).isEqualTo("no-record");
                    assertThat(refused.problem().status()).isEqualTo(422);
                    assertThat(refused.problem().errors()).hasSize(2);
                });
    }

    @Test
    void table_beyondALimit_isRefusedWithTheLimit() throws IOException {
        assertThat(write("age\n1\n2\n", 2).records()).isEqualTo(2);
        assertThatThrownBy(() -> write("age\n1\n2\n3\n", 2)).isInstanceOf(RequestException.class)
                .hasMessage("a file may hold at most 2 records; send it in parts");
        AtomicInteger asked = new AtomicInteger();
        byte[] table = ("age\n" + "1\n".repeat(5000)).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ANSWERS.write(table, new Limits(5000, () -> asked.incrementAndGet() == 3), out))
                .hasMessage("only the first 2999 records could be answered in the time there is; send the file in "
                        + "parts");
    }
}
