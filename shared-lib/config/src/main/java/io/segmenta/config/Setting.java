package io.segmenta.config;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a setting means, what it may be and what it is when nobody says. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {
    /** The meaning, in one or two plain sentences. */
    String value();

    /** The value when none is given, as written in YAML; unused on a section. */
    String initial() default "";

    /** The unit of a number, or nothing. */
    String unit() default "";

    /** The least number allowed. */
    double min() default Double.NEGATIVE_INFINITY;

    /** The greatest number allowed. */
    double max() default Double.POSITIVE_INFINITY;

    /** A regular expression that a text must match whole. */
    String pattern() default "";

    /** What the pattern allows, in words, for the message: "must be ...". */
    String expected() default "";

    /**
     * Whether the deployment alone decides it, and no upload: what goes live, what it costs, what the law cares about.
     */
    boolean deployers() default false;

    /**
     * Other keys that mean this setting: the names other tools give it, or those it had. One without a dot is of the
     * same section, one with dots is a whole path; a path may be an alias of several settings, which it then gives a
     * value.
     */
    String[] aliases() default {};
}
