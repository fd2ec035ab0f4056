package io.segmenta.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.segmenta.model.contract.DatasetName;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetNamesTest {
    @ParameterizedTest
    @CsvSource({"Mall_Customers.csv,mall-customers", "online_retail.csv.gz,online-retail",
            "Telco-Customer-Churn.csv,telco-customer-churn", "customers,customers", "___.csv,dataset",
            "2024 Sales (Q1).xlsx,2024-sales-q1", "Kunden München & Gießen.csv,kunden-munchen-giessen",
            "oecd_pharma_36_countries_2011_2020.csv,oecd-pharma-36-countries-2011-20"})
    void proposeFor_fileName_givesAReadableName(String file, String name) {
        assertThat(DatasetNames.proposeFor(file)).isEqualTo(name);
    }

    @Property
    void proposeFor_anyFileName_isValid(@ForAll String file) {
        assertThat(DatasetName.isValid(DatasetNames.proposeFor(file))).isTrue();
    }
}
