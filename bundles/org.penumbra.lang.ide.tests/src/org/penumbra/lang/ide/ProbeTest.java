package org.penumbra.lang.ide;
import org.junit.jupiter.api.Test;
import org.penumbra.lang.*;
import org.penumbra.registry.Registry;
class ProbeTest {
    @Test
    void probe() {
        ModelReader reader = new ModelReader(Registry.open());
        var parser = new org.penumbra.lang.text.ScriptParser();
        String text = LargeModel.text(2000);
        System.out.println(text.lines().count() + " lines " + reader.analyse(text, "x").problems());
        Thread me = Thread.currentThread();
        java.util.Map<String,Integer> hist = new java.util.concurrent.ConcurrentHashMap<>();
        Thread sampler = new Thread(() -> { while (true) { try { Thread.sleep(3);} catch (InterruptedException e) { return; }
            var st = me.getStackTrace(); var seen = new java.util.HashSet<String>(); for (var f : st) { String k = f.getClassName().replaceAll(".*\\.", "") + "." + f.getMethodName(); if (seen.add(k)) hist.merge(k, 1, Integer::sum); } } });
        sampler.setDaemon(true); sampler.start();
        String broken = text.replace("a99 ~ Normal(0, 10)", "a99 ~ Norm");
        for (int r = 0; r < 20; r++) {
            long a = System.nanoTime();
            org.penumbra.lang.text.Word.all(text);
            long b = System.nanoTime();
            parser.parse(text);
            long c = System.nanoTime();
            reader.analyse(text, "x");
            long d = System.nanoTime();
            var x = reader.analyse(broken, "x");
            long e = System.nanoTime();
            x.index().using(() -> Occurrences.in(x));
            long f = System.nanoTime();
            System.out.printf("lex %.1f parse %.1f analyse %.1f broken %.1f occ %.1f %s%n", (b-a)/1e6, (c-b)/1e6, (d-c)/1e6, (e-d)/1e6, (f-e)/1e6, x.problems().size()+" "+x.omitted());
        }
        sampler.interrupt();
        hist.entrySet().stream().sorted((p, q) -> q.getValue() - p.getValue()).skip(46).limit(40).forEach(q -> System.out.println(q));
    }
}
