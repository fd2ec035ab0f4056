/** Holds the bundle against its budgets, its sources and the description of the API. */
@NullMarked
package io.segmenta.dashboard;

import org.jspecify.annotations.NullMarked;
