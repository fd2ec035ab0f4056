package io.segmenta.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TryAllTest {

    @Test
    void of_someFail_triesTheOthersAndThrowsTheFirstFaultAtTheEnd() {
        List<String> told = new ArrayList<>();
        List<Integer> done = new ArrayList<>();

        assertThatThrownBy(() -> TryAll.of(List.of(1, 2, 3, 4), number -> {
            if (number % 2 == 0) {
                throw new IllegalStateException("even " + number);
            }
            done.add(number);
        }, (number, fault) -> told.add(number + ": " + fault.getMessage()))).hasMessage("even 2");

        assertThat(done).containsExactly(1, 3);
        assertThat(told).containsExactly("2: even 2", "4: even 4");
    }

    @Test
    void of_noneFails_throwsNothing() {
        List<Integer> done = new ArrayList<>();

        TryAll.of(List.of(1, 2), done::add, (number, fault) -> done.add(-number));

        assertThat(done).containsExactly(1, 2);
    }
}
