package io.segmenta.local.wire;

import java.util.List;
import software.amazon.awssdk.core.SdkField;

/** Values that must be of an enumeration. */
final class Words {
    private Words() {}

    static boolean fit(String text, List<String> words) {
        return words.isEmpty() || words.contains(text);
    }

    /** What a value should have been. */
    static String told(String value, SdkField<?> field, Shape shape) {
        List<String> words = shape.words(field);
        return '"' + value + "\" is no " + (words.isEmpty()
                ? field.marshallingType().getKnownType() + " as " + shape.name() + '.' + field.memberName()
                : "word of " + shape.name() + '.' + field.memberName() + ", which has " + words);
    }
}
