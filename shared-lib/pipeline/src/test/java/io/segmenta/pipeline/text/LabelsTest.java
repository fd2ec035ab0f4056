package io.segmenta.pipeline.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsTest {
    @ParameterizedTest
    @CsvSource({"Annual Income (k$),annual income", "MntWines,spending on wines", "NumWebPurchases,web purchases",
            "USD_CAP,USD CAP", "avg_basket_size,average basket size", "Spending Score (1-100),spending score",
            "total_spend,total spend", "PaperlessBilling,paperless billing", "Fresh,fresh", "(x),x",
            "id,id", "n,n", "Größe,Größe", "Jahres_Einkommen,Jahres Einkommen", "Возраст,Возраст",
            "PC_HEALTHXP,PC HEALTHXP", "TOTAL_SPEND,total spend", "MntGoldProds,spending on gold prods",
            "bill_depth_mm,bill depth", "width mm,width mm",
            "Episode II Attack of the Clones,Episode II Attack of the Clones"})
    void label_columnName_isWhatPeopleSay(String column, String expected) {
        assertThat(Labels.label(column).replaceAll("[()]", "")).isEqualTo(expected);
    }

    @Test
    void label_longQuestion_keepsBothEnds() {
        assertThat(Labels.label("Please rank the following films in order of preference: The Empire Strikes Back"))
                .isEqualTo("Please rank t…The Empire Strikes Back").hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void label_itemOfALongQuestion_isTheItem() {
        String question = "Please rank the following films in order of preference - ";
        assertThat(Labels.label(question + "Star Wars: The Phantom Menace")).isEqualTo("Star Wars The Phantom Menace");
        assertThat(Labels.label(question + "Other")).isEqualTo("Please rank t…order of preference Other");
        assertThat(Labels.label("Price - list before tax")).isEqualTo("price list before tax");
    }

    @ParameterizedTest
    @CsvSource({"average customers,Average customers", "éclair,Éclair", "'',''"})
    void capitalised_text_raisesTheFirstLetter(String text, String expected) {
        assertThat(Labels.capitalised(text)).isEqualTo(expected);
    }
}
