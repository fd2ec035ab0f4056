package io.segmenta.model.contract;

import io.segmenta.model.predict.AnswerShape;
import java.util.Locale;

/**
 * What the inference function tells the container behind an endpoint about a call, in the one header that SageMaker
 * passes on: {@code shape=predict}, {@code shape=api} or {@code shape=csv}.
 *
 * @see <a href=
 * "https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_runtime_InvokeEndpoint.html">InvokeEndpoint,
 * CustomAttributes</a>
 */
public final class CallAttributes {
    /** The header. */
    public static final String HEADER = "X-Amzn-SageMaker-Custom-Attributes";

    private static final String SHAPE = "shape=";

    private CallAttributes() {}

    /** The header's value for a call that wants answers of this shape. */
    public static String write(AnswerShape shape) {
        return SHAPE + shape.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The shape that a header's value asks for, among whatever else it says; that of {@code /predict} when it asks for
     * none.
     */
    public static AnswerShape shape(String attributes) {
        String said = attributes.toLowerCase(Locale.ROOT);
        for (AnswerShape shape : AnswerShape.values()) {
            if (shape != AnswerShape.PREDICT && said.contains(write(shape))) {
                return shape;
            }
        }
        return AnswerShape.PREDICT;
    }
}
