package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TwiceEncodedTest {

    @ParameterizedTest
    @ValueSource(strings = {"Köln,München,Düsseldorf", "Gdańsk|Kraków|Wąsosz", "São Paulo;Brasília;Goiânia",
            "Zürich,Genève,Neuchâtel,Bâle"})
    void textThatWasEncodedTwice_isTold_asItselfIsNot(String text) {
        String twice = new String(text.getBytes(StandardCharsets.UTF_8), Charset.forName("windows-1252"));
        assertThat(TwiceEncoded.note(text)).isEmpty();
        assertThat(TwiceEncoded.note("a,b\n" + twice)).hasValueSatisfying(note -> assertThat(note)
                .contains("encoded twice").contains(text.split("[,|; ]", -1)[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NÃO,PÃO,MÃE", "plain text", "Ã¼ once", "Москва,Пермь,Омск", "価格は適切だ,はい,いいえ"})
    void otherText_isNot(String text) {
        assertThat(TwiceEncoded.note(text)).isEmpty();
    }
}
