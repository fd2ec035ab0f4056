package io.segmenta.pipeline.identity;

import java.util.Arrays;

/**
 * The lasting segments of an earlier and a new model as classes: those of the new model by cluster, then those that
 * ended, then none.
 *
 * @param before per earlier cluster its class
 * @param after how many the new model has
 * @param count of all classes
 */
record LastingClasses(int[] before, int after, int count) {
    /**
     * Numbers them.
     *
     * @param earlier how many clusters the earlier model has
     * @param keeps per new cluster the earlier one whose identity it keeps, -1 for none
     */
    static LastingClasses of(int earlier, int[] keeps) {
        int[] before = new int[earlier];
        Arrays.fill(before, -1);
        for (int j = 0; j < keeps.length; j++) {
            if (keeps[j] >= 0) {
                before[keeps[j]] = j;
            }
        }
        int next = keeps.length;
        for (int i = 0; i < earlier; i++) {
            before[i] = before[i] < 0 ? next++ : before[i];
        }
        return new LastingClasses(before, keeps.length, next + 1);
    }

    int none() {
        return count - 1;
    }

    /** The classes of labels of the earlier model. */
    int[] before(int[] labels) {
        return Arrays.stream(labels).map(label -> label < 0 ? none() : before[label]).toArray();
    }

    /** The classes of labels of the new model. */
    int[] now(int[] labels) {
        return Arrays.stream(labels).map(label -> label < 0 ? none() : label).toArray();
    }
}
