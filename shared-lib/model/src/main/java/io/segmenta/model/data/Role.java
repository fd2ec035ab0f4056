package io.segmenta.model.data;

/** What a column is to the segmentation. */
public enum Role {
    /** A quantity. */
    NUMERIC,
    /** Unordered levels. */
    CATEGORICAL,
    /** Ordered levels. */
    ORDINAL,
    /** Two truth values. */
    BOOLEAN,
    /** A calendar date, held as days since 1970-01-01. */
    DATE,
    /** Names a row; echoed in answers, never a feature. */
    IDENTIFIER,
    /** Names a place, a branch or an account by a number; never a quantity, told in the profiles. */
    CODE,
    /** Prose; never a feature. */
    FREE_TEXT,
    /** The same value throughout; never a feature. */
    CONSTANT,
    /** Personal data such as an address; never a feature, never echoed. */
    PERSONAL,
    /** An attribute such as sex that trains only when the configuration says so. */
    PROTECTED,
    /** Left out on request. */
    IGNORED
}
