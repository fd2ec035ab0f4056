/**
 * Made-up customers with a known truth, for the demonstration and for tests.
 *
 * <p>
 * {@link io.segmenta.local.sample.SupermarketSample} draws the customers; {@link io.segmenta.local.sample.ShopperKind}
 * documents the mixture they come from. Allowed imports: the JDK.
 */
@NullMarked
package io.segmenta.local.sample;

import org.jspecify.annotations.NullMarked;
