using BenchmarkDotNet.Running;

BenchmarkSwitcher.FromAssembly(typeof(Intake.Benchmarks.ScoringBenchmark).Assembly).Run(args);
