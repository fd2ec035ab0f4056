/** What a fitted model is and how it answers. */
package io.segmenta.model;
