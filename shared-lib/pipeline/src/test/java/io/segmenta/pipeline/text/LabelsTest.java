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
            "id,id", "n,n"})
    void label_columnName_isWhatPeopleSay(String column, String expected) {
        assertThat(Labels.label(column).replaceAll("[()]", "")).isEqualTo(expected);
    }

    @Test
    void label_longQuestion_keepsBothEnds() {
        assertThat(Labels.label("Please rank the following films in order of preference: The Empire Strikes Back"))
                .isEqualTo("please rank t…the empire strikes back").hasSizeLessThanOrEqualTo(40);
    }

    @Test
    void label_itemOfALongQuestion_isTheItem() {
        String question = "Please rank the following films in order of preference - ";
        assertThat(Labels.label(question + "Star Wars: The Phantom Menace")).isEqualTo("star wars the phantom menace");
        assertThat(Labels.label(question + "Other")).isEqualTo("please rank t…order of preference other");
        assertThat(Labels.label("Price - list before tax")).isEqualTo("price list before tax");
    }

    @ParameterizedTest
    @CsvSource({"average customers,Average customers", "éclair,Éclair", "'',''"})
    void capitalised_text_raisesTheFirstLetter(String text, String expected) {
        assertThat(Labels.capitalised(text)).isEqualTo(expected);
    }
}
