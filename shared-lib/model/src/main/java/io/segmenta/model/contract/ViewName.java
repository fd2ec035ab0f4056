package io.segmenta.model.contract;

import io.segmenta.model.base.Check;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One version of a view of features, written {@code spend@2}.
 *
 * @param view its name, which follows {@link DatasetName#RULE}
 * @param version from 1 to {@value #MOST_VERSIONS}
 */
public record ViewName(String view, int version) implements Comparable<ViewName> {
    /** The most versions that a view may have. */
    public static final int MOST_VERSIONS = 9_999;

    /** How a version is written, in words for messages. */
    public static final String RULE = "NAME@VERSION, such as spend@2";

    private static final Pattern WRITTEN = Pattern.compile("([^@]+)@([1-9][0-9]{0,3})");

    /** @throws ContractException when a view cannot be called so */
    public ViewName {
        if (!DatasetName.isValid(view)) {
            throw new ContractException('"' + view + "\" cannot name a view of features (" + DatasetName.RULE + ')');
        }
        Check.range("version", version, 1, MOST_VERSIONS);
    }

    /** Reads what {@link #toString} writes; empty when the text is none. */
    public static Optional<ViewName> parse(String text) {
        Matcher matcher = WRITTEN.matcher(text);
        return matcher.matches() && DatasetName.isValid(matcher.group(1))
                ? Optional.of(new ViewName(matcher.group(1), Integer.parseInt(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public int compareTo(ViewName other) {
        int byName = view.compareTo(other.view);
        return byName == 0 ? Integer.compare(version, other.version) : byName;
    }

    @Override
    public String toString() {
        return view + '@' + version;
    }
}
