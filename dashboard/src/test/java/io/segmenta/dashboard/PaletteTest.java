package io.segmenta.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours of segments can be told from their surface and from each other, in both themes and by every sight. */
class PaletteTest {
    private static final Pattern TOKEN = Pattern.compile("--([a-z0-9-]+): (#[0-9a-f]{6});");
    private static final int SEGMENTS = 8;
    private static final double CONTRAST = 3;
    private static final double TEXT_CONTRAST = 4.5;
    private static final double DISTANCE = 9.6;

    @Test
    void contrast_ofBlackOnWhite_is21() {
        assertThat(Oklab.contrast("#000000", "#ffffff")).isEqualTo(21, within(1e-9));
        assertThat(Oklab.distance("#000000", "#ffffff", Oklab.Sight.NORMAL)).isEqualTo(100, within(1e-3));
    }

    @Test
    void redAndGreen_seenWithoutOneKindOfCone_comeCloser() {
        double normal = Oklab.distance("#c83c3c", "#7a8c28", Oklab.Sight.NORMAL);
        assertThat(Oklab.distance("#c83c3c", "#7a8c28", Oklab.Sight.DEUTERANOPIA)).isLessThan(normal / 2);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void segments_onTheirSurface_haveContrast(Theme theme) {
        Map<String, String> tokens = theme.tokens();
        for (String colour : segments(tokens)) {
            assertThat(Oklab.contrast(colour, tokens.get("surface"))).as(colour).isGreaterThanOrEqualTo(CONTRAST);
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void texts_onEveryGround_canBeRead(Theme theme) {
        Map<String, String> tokens = theme.tokens();
        for (String ink : List.of("ink", "ink-2", "ink-3", "attention", "danger")) {
            for (String ground : List.of("paper", "surface")) {
                assertThat(Oklab.contrast(tokens.get(ink), tokens.get(ground))).as(ink + " on " + ground)
                        .isGreaterThanOrEqualTo(TEXT_CONTRAST);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void segments_byEverySight_stayApart(Theme theme) {
        List<String> colours = segments(theme.tokens());
        for (Oklab.Sight sight : Oklab.Sight.values()) {
            for (int i = 0; i < colours.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(Oklab.distance(colours.get(i), colours.get(j), sight))
                            .as("%s and %s by %s", colours.get(i), colours.get(j), sight)
                            .isGreaterThanOrEqualTo(DISTANCE);
                }
            }
        }
    }

    private static List<String> segments(Map<String, String> tokens) {
        return IntStream.rangeClosed(1, SEGMENTS).mapToObj(slot -> tokens.get("segment-" + slot)).toList();
    }

    /** A block of tokens.css. */
    enum Theme {
        /** The first. */
        LIGHT,
        /** The second. */
        DARK;

        Map<String, String> tokens() {
            String[] blocks = Folder.text(Folder.SOURCES.resolve("tokens.css")).split(":root", -1);
            Map<String, String> tokens = new HashMap<>();
            Matcher token = TOKEN.matcher(blocks[this == LIGHT ? 1 : 2]);
            while (token.find()) {
                tokens.put(token.group(1), token.group(2));
            }
            return tokens;
        }
    }
}
