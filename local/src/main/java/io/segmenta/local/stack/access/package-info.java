/**
 * Who may do what on one machine: keys, their signatures, and the roles of the template that each key acts under. A
 * request becomes actions on resources in one class for each service, and {@link io.segmenta.local.stack.access.Role}
 * decides on them as IAM does.
 */
@NullMarked
package io.segmenta.local.stack.access;

import org.jspecify.annotations.NullMarked;
