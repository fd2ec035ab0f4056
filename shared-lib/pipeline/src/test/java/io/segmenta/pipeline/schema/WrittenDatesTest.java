package io.segmenta.pipeline.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import io.segmenta.model.data.Values;
import io.segmenta.pipeline.read.Reading;
import java.io.IOException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Dates as Java's own data of locales (CLDR) write them, which the library does not use. */
class WrittenDatesTest {
    private static final int ROWS = 60;

    static Stream<Arguments> waysToWrite() {
        return Stream
                .of("en-US", "en-GB", "de-DE", "de-AT", "fr-FR", "es-ES", "es-MX", "pt-PT", "pt-BR", "it-IT", "nl-NL",
                        "pl-PL", "cs-CZ", "sv-SE", "da-DK", "fi-FI", "hu-HU", "ro-RO", "ru-RU", "uk-UA", "el-GR",
                        "tr-TR",
                        "id-ID", "ar-EG", "he-IL", "hi-IN", "ja-JP", "zh-CN", "zh-TW", "ko-KR", "nb-NO", "sk-SK",
                        "bg-BG", "fr-CA", "en-IN", "hr-HR", "sl-SI", "sr-RS", "sr-Latn-RS", "lt-LT", "lv-LV",
                        "et-EE", "is-IS", "gl-ES", "ms-MY", "fil-PH", "sw-KE", "bn-BD", "th-TH", "vi-VN", "ca-ES",
                        "eu-ES", "fa", "af-ZA", "bs-BA", "mk-MK", "az-AZ", "cy-GB")
                .flatMap(tag -> Stream.of(FormatStyle.FULL, FormatStyle.LONG, FormatStyle.MEDIUM)
                        .map(style -> Arguments.of(tag, style)));
    }

    @ParameterizedTest
    @MethodSource("waysToWrite")
    void datesOfALocale_areReadAsTheDaysThatTheyAre_byTrainingAndByAnswers(String tag, FormatStyle style)
            throws IOException {
        DateTimeFormatter written = DateTimeFormatter.ofLocalizedDate(style).withLocale(Locale.forLanguageTag(tag));
        Random random = new Random(7);
        List<LocalDate> dates = new ArrayList<>();
        StringBuilder csv = new StringBuilder("joined;spend\n");
        for (int i = 0; i < ROWS; i++) {
            dates.add(LocalDate.of(2019 + random.nextInt(6), 1 + i % 12, 1 + random.nextInt(28)));
            csv.append(written.format(dates.get(i))).append(';').append(random.nextInt(1000)).append('\n');
        }
        var read = Reading.text(csv.toString());
        ColumnSchema joined = read.schema().columns().getFirst();
        assertThat(joined.role()).as(csv.toString()).isEqualTo(Role.DATE);
        DateTimeFormatter format = Values.dateFormat(joined.dateFormat().orElseThrow());
        for (int i = 0; i < ROWS; i++) {
            double day = dates.get(i).toEpochDay();
            assertThat(read.table().require("joined").text(i)).as(written.format(dates.get(i)))
                    .isEqualTo(Values.text(day));
            assertThat(Values.date(written.format(dates.get(i)), format)).as(written.format(dates.get(i)))
                    .isEqualTo(day);
        }
    }
}
