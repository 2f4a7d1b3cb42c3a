package org.penumbra.plots;

import org.penumbra.inference.Option;

/**
 * Which values a picture of many panels shows.
 *
 * @param sites names of sites or values, separated by commas; empty for all
 * @param count values on one page
 * @param page which page, from 1
 */
public record SiteOptions(
        @Option(label = "Sites", help = "Names of sites or values, separated by commas; all when empty.",
                value = "") String sites,
        @Option(label = "Count", help = "Values in one picture; of more, the most interesting are shown.",
                value = "12", min = 1, max = 60) int count,
        @Option(label = "Page", help = "Which page of them, from 1.", value = "1", min = 1) int page) {
}
