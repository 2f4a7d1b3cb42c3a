package org.penumbra.benchmarks;

import java.util.Arrays;
import java.util.Map;

/** Workloads with a process behind the rows: a function, a hidden chain, a differential equation. */
final class Processes {

    private Processes() {
    }

    /** 100 points of a sine with noise. */
    static Workload gp() {
        Synthetic data = new Synthetic();
        double[] x = new double[100];
        Arrays.setAll(x, i -> 0.1 * i);
        data.scalar("n", x.length).vector("x", x).vector("y",
                Arrays.stream(x).map(one -> Math.sin(one) + 0.3 * data.normal()).toArray());
        return Workload.of("gp", data,
                Map.of("rho", new double[] {1.5}, "alpha", new double[] {1}, "sigma", new double[] {0.3}));
    }

    /** A chain of three states that mostly stay. */
    static Workload hmm() {
        Synthetic data = new Synthetic();
        double[] stay = {0.8, 0.1, 0.1, 0.1, 0.8, 0.1, 0.1, 0.1, 0.8};
        double[] mu = {-3, 0, 3};
        double[] y = new double[500];
        int state = 0;
        for (int t = 0; t < y.length; t++) {
            double u = data.uniform();
            state = t == 0 || u < 0.8 ? state : (state + (u < 0.9 ? 1 : 2)) % 3;
            y[t] = mu[state] + data.normal();
        }
        return Workload.of("hmm", data.scalar("K", 3).vector("y", y), Map.of("A", stay, "mu", mu));
    }

    /** 20 years of two populations: fourth-order Runge-Kutta with a hundred steps a year, and multiplicative noise. */
    static Workload lotka() {
        Synthetic data = new Synthetic();
        double[] rates = {0.55, 0.028, 0.8, 0.024};
        double[] start = {34, 6};
        double[] years = new double[20];
        double[] y = new double[40];
        double[] u = start.clone();
        for (int year = 0; year < years.length; year++) {
            for (int step = 0; step < 100; step++) {
                u = step(u, rates, 0.01);
            }
            years[year] = year + 1;
            y[2 * year] = u[0] * Math.exp(0.25 * data.normal());
            y[2 * year + 1] = u[1] * Math.exp(0.25 * data.normal());
        }
        data.vector("ts", years).vector("yInit", 30, 5).matrix("y", years.length, y);
        return Workload.of("lotka", data, Map.of("alpha", new double[] {rates[0]}, "beta", new double[] {rates[1]},
                "gamma", new double[] {rates[2]}, "delta", new double[] {rates[3]}, "zInit", start,
                "sigma", new double[] {0.25, 0.25}));
    }

    private static double[] step(double[] u, double[] rates, double h) {
        double[] k1 = derivative(u, rates);
        double[] k2 = derivative(moved(u, k1, h / 2), rates);
        double[] k3 = derivative(moved(u, k2, h / 2), rates);
        double[] k4 = derivative(moved(u, k3, h), rates);
        double[] slope = new double[2];
        Arrays.setAll(slope, i -> (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6);
        return moved(u, slope, h);
    }

    private static double[] moved(double[] u, double[] slope, double h) {
        return new double[] {u[0] + h * slope[0], u[1] + h * slope[1]};
    }

    private static double[] derivative(double[] u, double[] rates) {
        return new double[] {(rates[0] - rates[1] * u[1]) * u[0], (-rates[2] + rates[3] * u[0]) * u[1]};
    }
}
