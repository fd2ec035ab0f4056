/**
 * {@code template.yaml} as the stack needs it: {@link io.segmenta.local.stack.template.TemplateReader} reads the SAM
 * template, settles parameters, conditions and functions of CloudFormation, and gives a
 * {@link io.segmenta.local.stack.template.SystemPlan} of plain records.
 */
@NullMarked
package io.segmenta.local.stack.template;

import org.jspecify.annotations.NullMarked;
