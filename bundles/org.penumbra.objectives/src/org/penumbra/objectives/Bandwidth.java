package org.penumbra.objectives;

/**
 * The squared length scale of a kernel: given, or the median of the squared distances between points (the median
 * heuristic of Gretton et al. 2012), which derivatives take for a constant.
 */
final class Bandwidth {

    static final String HELP = "Squared length scale h of the kernel in free coordinates; 0 takes the median of the "
            + "squared distances between draws at every step.";

    private final double given;
    private final double[] distances;

    /** @param given h; 0 for the median */
    Bandwidth(double given, int points) {
        this.given = given;
        this.distances = given > 0 ? new double[0] : new double[points * (points - 1) / 2];
    }

    double of(double[][] points) {
        if (given > 0) {
            return given;
        }
        int pair = 0;
        for (int i = 0; i < points.length; i++) {
            for (int j = 0; j < i; j++) {
                distances[pair++] = squaredDistance(points[i], points[j]);
            }
        }
        double median = median();
        return median > 0 ? median : 1;
    }

    static double squaredDistance(double[] x, double[] y) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double difference = x[i] - y[i];
            sum += difference * difference;
        }
        return sum;
    }

    /** The upper median by Hoare's selection, in place. NaN distances leave it anywhere. */
    private double median() {
        int wanted = distances.length / 2;
        int low = 0;
        int high = distances.length - 1;
        while (low < high) {
            double pivot = distances[(low + high) >>> 1];
            int i = low;
            int j = high;
            while (i <= j) {
                while (distances[i] < pivot) {
                    i++;
                }
                while (distances[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    double swapped = distances[i];
                    distances[i++] = distances[j];
                    distances[j--] = swapped;
                }
            }
            if (wanted <= j) {
                high = j;
            } else if (wanted >= i) {
                low = i;
            } else {
                break;
            }
        }
        return distances[wanted];
    }
}
