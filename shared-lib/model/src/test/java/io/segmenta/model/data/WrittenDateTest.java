package io.segmenta.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenDateTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {"5. März 2024;5 March 2024", "5. April 2024;5 April 2024",
            "Dienstag, 5. März 2024;5 March 2024", "5-mar-24;5-March-24", "mardi 5 mars 2024;5 March 2024",
            "mar. 5 mars 2024;5 March 2024", "mar 5, 2024;March 5, 2024", "1er janvier 2024;1 January 2024",
            "5 de marzo de 2024;5 March 2024", "terça-feira, 5 de março de 2024;5 March 2024",
            "5 marca 2024 r.;5 March 2024", "5 марта 2024 г.;5 March 2024",
            "5 марта 2024 г., 10:30;5 March 2024, 10:30",
            "5 Şubat 2024;5 February 2024", "5 EKİM 2024;5 October 2024", "5 KASIM 2024;5 November 2024",
            "٥ مارس ٢٠٢٤;5 March 2024", "५ मार्च २०२४;5 March 2024", "2024. március 5.;2024 March 5",
            "March 5th, 2024;March 5, 2024", "the 5th of March 2024;5 March 2024", "Tue 05/03/2024;05/03/2024",
            "5. 3. 2024;5.3.2024", "2024. 3. 5.;2024.3.5", "2024. 3. 5. 10:30;2024.3.5 10:30",
            "2024年3月5日;2024-3-5", "2024年03月05日 10:30;2024-03-05 10:30", "2024年3月5日（火）;2024-3-5",
            "2024年3月5日10時5分;2024-3-5 10:05", "2024年3月5日 星期二;2024-3-5", "令和6年3月5日;2024-3-5",
            "平成元年1月8日;1989-1-8", "2024년 3월 5일;2024-3-5", "5 listopada 2024;5 November 2024",
            "5. listopada 2024.;5 October 2024",
            "5. srp 2024;5 August 2024", "5. srp 2024.;5 July 2024", "5 มีนาคม พ.ศ. 2567;5 March 2024",
            "วันอังคารที่ 5 มี.ค. 2567;5 March 2024", "ngày 5 tháng 3 năm 2024;2024-3-5",
            "2024 m. kovo 5 d.;2024 March 5", "2024. gada 5. marts;5 March 2024", "2024년 3월 5일 화요일;2024-3-5"})
    void plain_isTheSameDateWithoutWordsOfOtherLanguages(String text, String plain) {
        assertThat(WrittenDate.plain(text)).isEqualTo(plain);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2024-03-05", "2024-03-05T10:00:00Z", "05.03.2024 10:30", "Marseille 12",
            "product 5 de luxe", "年", "2024年", "1.", ". .", "12. 13."})
    void plain_whatIsNoDateInWords_isKept(String text) {
        assertThat(WrittenDate.plain(text)).isEqualTo(text);
    }

    @Test
    void month_inAnyCaseAndLanguage() {
        assertThat(WrittenDate.month("MÄRZ")).hasValue(3);
        assertThat(WrittenDate.month("Août")).hasValue(8);
        assertThat(WrittenDate.month("listopada")).hasValue(11);
        assertThat(WrittenDate.month("Montag")).isEqualTo(OptionalInt.empty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';',
            value = {"d MMM yyyy;5. März 2024", "d MMM yyyy;5 de marzo de 2024", "yyyy-M-d;2024年3月5日",
                    "MMM d yyyy;mars 5, 2024", "d MMM yyyy;5 марта 2024 г., 10:30", "yyyy.M.d;2024. 3. 5.",
                    "d.M.yyyy;5. 3. 2024"})
    void date_inTheWordsOfALanguage_isReadByThePatternOfItsColumn(String pattern, String text) {
        assertThat(Values.date(text, Values.dateFormat(pattern)))
                .isEqualTo((double) LocalDate.of(2024, 3, 5).toEpochDay());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"1 فروردین 1403 | 2024-03-20", "۱ فروردین ۱۴۰۲ | 2023-03-21",
            "30 اسفند 1403 | 2025-03-20", "12 مهر 1400 | 2021-10-04", "12 ก.พ. 67 | 12 February 2024",
            "5 Meán Fómhair 2024 | 5 September 2024", "1 Deireadh Fómhair 2023 | 1 October 2023",
            "3 Lúnasa 2022 | 3 August 2022", "2024. 5. 2. 오후 3:05:11 | 2024.5.2 3:05:11"})
    void plain_daysOfOtherCalendarsAndLanguages_areThoseOfOurs(String written, String expected) {
        assertThat(WrittenDate.plain(written)).isEqualTo(expected);
    }
}
