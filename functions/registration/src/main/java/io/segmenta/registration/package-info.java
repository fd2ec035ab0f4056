/** The registration function. */
package io.segmenta.registration;
