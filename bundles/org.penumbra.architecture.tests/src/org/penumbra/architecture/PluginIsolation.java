package org.penumbra.architecture;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Nobody names a plug-in: not in code or prose of the sources, not in a manifest, not in a plugin.xml. */
final class PluginIsolation {

    private PluginIsolation() {
    }

    static List<String> violations(List<Bundle> bundles) {
        List<String> plugins = bundles.stream().map(Bundle::id).filter(Rows::isPlugin).toList();
        List<String> found = new ArrayList<>();
        for (Bundle bundle : bundles) {
            if (!bundle.isTest()) {
                plugins.stream().filter(plugin -> !plugin.equals(bundle.id()))
                        .forEach(plugin -> mentions(bundle, plugin, found));
            }
        }
        return found;
    }

    /** Its packages begin with its id. */
    private static void mentions(Bundle bundle, String plugin, List<String> found) {
        Pattern name = Pattern.compile("(?<![\\w./])" + plugin.replace(".", "[./]") + "(?!\\w)");
        bundle.everything().filter(file -> name.matcher(file.text()).find())
                .forEach(file -> found.add(bundle.id() + "/" + file.path() + " names the plug-in " + plugin));
    }
}
