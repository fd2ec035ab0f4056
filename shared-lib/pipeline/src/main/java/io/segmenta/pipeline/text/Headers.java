package io.segmenta.pipeline.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Long column names without what they have in common: of the items of one survey question the items. A name is cut only
 * after a mark that ends a question or an introduction, and only where what is left is nobody else's.
 */
public final class Headers {
    private static final Pattern MARK = Pattern.compile(" - |: |\\? |\\. ");
    /** Shorter names are said whole. */
    private static final int LONG = 30;
    /** Less in common is no question. */
    private static final int LEAST_COMMON = 15;
    /** Less says nothing by itself. */
    private static final int LEAST_LEFT = 3;

    private Headers() {}

    /**
     * Shortens names, those of some columns first: of the same item in several questions they have the item's name.
     *
     * @param names of the columns of a table, each once
     * @param first some of them
     */
    public static Map<String, String> distinct(List<String> names, List<String> first) {
        Map<String, String> shortened = new HashMap<>(distinct(names));
        Map<String, String> before = distinct(first);
        shortened.replaceAll((name, rest) -> before.containsKey(name) || !before.containsValue(rest) ? rest : name);
        shortened.putAll(before);
        return shortened;
    }

    /**
     * Shortens names.
     *
     * @param names of the columns of a table, each once
     * @return per name what tells it apart; the name itself where nothing can be left out
     */
    public static Map<String, String> distinct(List<String> names) {
        Map<String, String> shortened = new HashMap<>();
        Map<String, Integer> uses = new HashMap<>();
        for (String name : names) {
            String rest = name.length() <= LONG ? name : rest(name, names);
            shortened.put(name, rest);
            uses.merge(rest, 1, Integer::sum);
        }
        Set<String> taken = new HashSet<>(names);
        shortened.replaceAll((name, rest) -> !rest.equals(name)
                && (uses.getOrDefault(rest, 0) > 1 || taken.contains(rest)) ? name : rest);
        return shortened;
    }

    private static String rest(String name, List<String> names) {
        List<Integer> ends = ends(name);
        int end = 0;
        List<String> alike = List.of();
        for (int candidate : ends) {
            String start = name.substring(0, candidate);
            List<String> sharing = (alike.isEmpty() ? names : alike).stream().filter(other -> other.startsWith(start))
                    .toList();
            if (sharing.size() < 2 || (!alike.isEmpty() && sharing.size() < alike.size())) {
                break;
            }
            alike = sharing;
            end = candidate;
        }
        int cut = end;
        boolean leaves = alike.stream().allMatch(other -> other.length() - cut >= LEAST_LEFT);
        return end == 0 || !leaves ? name : name.substring(end).replaceAll("\\s+", " ").strip();
    }

    private static List<Integer> ends(String name) {
        List<Integer> ends = new ArrayList<>();
        Matcher marks = MARK.matcher(name);
        while (marks.find()) {
            if (marks.end() >= LEAST_COMMON) {
                ends.add(marks.end());
            }
        }
        return ends;
    }
}
