package org.penumbra.plots;

import org.penumbra.inference.SiteMap;
import org.penumbra.picture.Sample;

/** One value of a sample, and the site that it belongs to. */
record Shown(String name, SiteMap.Site site, int position) {

    static Shown of(Sample sample, int position) {
        for (SiteMap.Site site : sample.sites()) {
            int within = position - site.valueOffset();
            if (within >= 0 && within < site.size()) {
                return new Shown(site.elementName(within), site, position);
            }
        }
        throw new IndexOutOfBoundsException("value " + position);
    }

    /** The same value in another sample; -1 when that does not have it. */
    int in(Sample other) {
        return other.names().indexOf(name);
    }
}
