/** A run as one page of HTML that needs nothing but itself. */
package org.penumbra.session.report;
