package io.segmenta.clustering.linkage;

import java.util.Arrays;

/** Numbers 0 to n - 1 in sets that can be joined. The set of a number is named by its least member. */
final class DisjointSets {

    private final int[] parent;
    private final int[] size;

    DisjointSets(int n) {
        this.parent = new int[n];
        Arrays.setAll(parent, i -> i);
        this.size = new int[n];
        Arrays.fill(size, 1);
    }

    /** Returns the least member of a number's set. */
    int find(int member) {
        int at = member;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    /** Returns how many members the set of a number has. */
    int sizeOf(int member) {
        return size[find(member)];
    }

    /** Joins two sets; returns whether they were apart. */
    boolean join(int a, int b) {
        int first = find(a);
        int second = find(b);
        if (first == second) {
            return false;
        }
        int low = Math.min(first, second);
        int high = Math.max(first, second);
        parent[high] = low;
        size[low] += size[high];
        return true;
    }
}
