using BenchmarkDotNet.Running;
using Intake.Benchmarks;

// The front door needs storage and connections, so it is measured whole.
if (args is ["frontdoor"]) return await FrontDoorBenchmark.RunAsync();
BenchmarkSwitcher.FromAssembly(typeof(ScoringBenchmark).Assembly).Run(args);
return 0;
