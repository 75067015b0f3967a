using System.Globalization;
using BenchmarkDotNet.Running;
using Intake.Benchmarks;

// The front door needs storage and connections, so it is measured whole.
if (args is ["frontdoor"]) return await FrontDoorBenchmark.RunAsync();
// So is the simulation, over as many accounts as are asked for.
if (args is ["simulation", ..]) return await SimulationBenchmark.RunAsync(args is [_, var accounts] ? int.Parse(accounts, CultureInfo.InvariantCulture) : 2_000);
BenchmarkSwitcher.FromAssembly(typeof(ScoringBenchmark).Assembly).Run(args);
return 0;
