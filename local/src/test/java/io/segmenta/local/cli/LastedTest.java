package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.segmenta.model.privacy.SmallCells;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class LastedTest {
    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void laterRun_isToldInThreeLines() throws IOException {
        Lasted lasted = new Lasted(json("{'basis':'all rows','reference':{},'transitions':["
                + "{'kind':'continue','certainty':1,'text':'A goes on.'},"
                + "{'kind':'split','certainty':0.6,'text':'B split.'}]}"),
                json("{'flows':[{'from':'a','to':'a','customers':70,'by':{'customer':0,'model':0,'both':0}},"
                        + "{'from':'a','to':'b','customers':6,'by':{'customer':3,'model':2,'both':1}}]}"));
        assertThat(lasted.isLater()).isTrue();
        assertThat(lasted.lines()).containsExactly(
                "What lasted: 1 segment of before goes on with id, name and colour; 1 judgement of all could be "
                        + "otherwise.",
                "What changed: B split.",
                "Who moved: of 76 customers in both files 70 stayed, 3 moved as they changed, 2 as the model changed, "
                        + "1 as both did.");
    }

    @Test
    void movesOfFew_areToldTogether() throws IOException {
        String head = "{'basis':'all rows','reference':{},'transitions':[]}";
        String hidden = SmallCells.USUAL.words();
        assertThat(new Lasted(json(head), json("{'customers_in_both':90,'moved':20,'hidden':'" + hidden
                + "','flows':[]}")).lines()).last().isEqualTo("Who moved: of 90 customers in both files 70 stayed and "
                        + "20 moved; some moves are kept back, so that no group of fewer than 10 people can be worked "
                        + "out.");
        assertThat(new Lasted(json(head), json("{'customers_in_both':90,'hidden':'" + hidden + "','flows':[]}"))
                .lines()).last().isEqualTo("Who moved: of 90 customers in both files how many moved is kept back, so "
                        + "that no group of fewer than 10 people can be worked out.");
    }

    @Test
    void nothingChangedAndNobodyNamed_isSaid() throws IOException {
        Lasted lasted = new Lasted(json("{'basis':'all rows','reference':{},'transitions':["
                + "{'kind':'continue','certainty':1,'text':''},{'kind':'continue','certainty':1,'text':''}]}"),
                json("{}"));
        assertThat(lasted.lines()).containsExactly("What lasted: 2 segments of before go on with id, name and colour.",
                "What changed: nothing; no segment split, merged, began or ended.",
                "Who moved: not known, as nothing names customers of both files.");
    }

    @Test
    void firstRun_isNoLaterOne_andAnUnknownPastIsTold() throws IOException {
        assertThat(new Lasted(json("{'basis':'none'}"), json("{}")).isLater()).isFalse();
        assertThat(new Lasted(json("{}"), json("{}")).isLater()).isFalse();
        Lasted unknown = new Lasted(json("{'basis':'unknown','findings':['Not known.']}"), json("{}"));
        assertThat(unknown.isLater()).isTrue();
        assertThat(unknown.lines()).containsExactly("Not known.");
    }
}
