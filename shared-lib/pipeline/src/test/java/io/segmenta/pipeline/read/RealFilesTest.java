package io.segmenta.pipeline.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.segmenta.clustering.RealData;
import io.segmenta.config.PipelineConfig;
import io.segmenta.model.data.Column;
import io.segmenta.model.data.ColumnSchema;
import io.segmenta.model.data.Role;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The published facts about real files, found again. */
@RealData
class RealFilesTest {
    @Test
    void marketingCampaign() {
        ReadResult result = Reading.real("customers/marketing_campaign.csv");

        assertThat(result.report().delimiter()).isEqualTo("TAB");
        assertThat(result.table().rows()).isEqualTo(2240);
        assertThat(result.table().require("Income").missing()).isEqualTo(24);
        assertThat(role(result, "ID")).isEqualTo(Role.IDENTIFIER);
        assertThat(role(result, "Dt_Customer")).isEqualTo(Role.DATE);
        assertThat(role(result, "Z_Revenue")).isEqualTo(Role.CONSTANT);
        assertThat(schema(result, "Year_Birth").reason()).contains("a year of birth from 1893 to 1996");
        assertThat(result.report().evidence()).anyMatch(e -> e.contains("Income") && e.contains("666666"));
    }

    @Test
    void telco() {
        ReadResult result = Reading.real("customers/Telco-Customer-Churn.csv");

        assertThat(result.table().rows()).isEqualTo(7043);
        assertThat(result.table().require("TotalCharges").missing()).isEqualTo(11);
        assertThat(role(result, "TotalCharges")).isEqualTo(Role.NUMERIC);
        assertThat(role(result, "customerID")).isEqualTo(Role.IDENTIFIER);
        assertThat(role(result, "gender")).isEqualTo(Role.PROTECTED);
        assertThat(role(result, "Partner")).isEqualTo(Role.BOOLEAN);
        assertThat(role(result, "Contract")).isEqualTo(Role.CATEGORICAL);
    }

    @Test
    void mallAndWholesale() {
        ReadResult mall = Reading.real("customers/Mall_Customers.csv");
        assertThat(mall.table().rows()).isEqualTo(200);
        assertThat(role(mall, "CustomerID")).isEqualTo(Role.IDENTIFIER);
        assertThat(role(mall, "Age")).isEqualTo(Role.NUMERIC);

        ReadResult wholesale = Reading.real("customers/wholesale_customers.csv");
        assertThat(wholesale.table().rows()).isEqualTo(440);
        assertThat(role(wholesale, "Channel")).isEqualTo(Role.CATEGORICAL);
        assertThat(role(wholesale, "Fresh")).isEqualTo(Role.NUMERIC);
    }

    @Test
    void pharma() {
        ReadResult result = Reading.real("pharma/oecd_pharma_36_countries_2011_2020.csv");

        assertThat(result.table().rows()).isEqualTo(36);
        assertThat(role(result, "LOCATION")).isEqualTo(Role.IDENTIFIER);
        assertThat(role(result, "PC_GDP_growth")).isEqualTo(Role.NUMERIC);
        assertThat(result.table().columns().stream().mapToInt(Column::missing).sum()).isZero();
    }

    @Test
    void starWars() {
        ReadResult result = Reading.real("survey/StarWars.csv");

        assertThat(result.report().headerRows()).isEqualTo(2);
        assertThat(result.report().encoding()).isEqualTo("windows-1252");
        assertThat(result.table().rows()).isEqualTo(1186);
        assertThat(role(result, "RespondentID")).isEqualTo(Role.IDENTIFIER);
        assertThat(role(result, "Household Income")).isEqualTo(Role.ORDINAL);
    }

    @Test
    void onlineRetail() throws IOException {
        PipelineConfig lines = PipelineConfig.defaults().with(Map.of("orders.mode", "off"));
        Path file = Path.of(System.getProperty("segmenta.data"), "transactions/online_retail.csv.gz");
        try (InputStream in = Files.newInputStream(file)) {
            ReadResult result = TableReader.read(in, "online_retail.csv.gz", lines);
            assertThat(result.table().rows()).isEqualTo(541_909);
            assertThat(result.table().require("CustomerID").missing()).isEqualTo(135_080);
            assertThat(role(result, "InvoiceDate")).isEqualTo(Role.DATE);
        }
    }

    @Test
    void youngPeople_workbookEqualsCsv() {
        ReadResult csv = Reading.real("survey/young_people_responses.csv");
        ReadResult workbook = Reading.real("survey/young_people_responses.xlsx");

        assertThat(workbook.report().format()).isEqualTo("xlsx");
        assertThat(Reading.names(workbook.table())).isEqualTo(Reading.names(csv.table()));
        assertThat(Reading.rows(workbook.table())).isEqualTo(Reading.rows(csv.table()));
        assertThat(workbook.schema()).isEqualTo(csv.schema());
        assertThat(csv.table().columns().stream().mapToInt(Column::missing).sum()).isEqualTo(608);
        assertThat(role(csv, "Horror")).isEqualTo(Role.ORDINAL);
    }

    @Test
    void crossTable_isRefusedWithAnExplanation() {
        assertThatThrownBy(() -> Reading.real("survey/may_2017_responses.xlsx"))
                .hasMessageContaining("cross-table").hasMessageContaining("one row for each respondent");
    }

    private static ColumnSchema schema(ReadResult result, String column) {
        return result.schema().column(column).orElseThrow();
    }

    private static Role role(ReadResult result, String column) {
        return schema(result, column).role();
    }
}
