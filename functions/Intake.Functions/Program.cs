using Intake;
using Intake.Functions;
using Intake.Simulation;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

// No host passes this word: what Functions starts its worker with are options.
if (args is [SimulateCommand.Name, .. var options]) return await SimulateCommand.RunAsync(options, Console.Out, Console.Error, progress: !Console.IsErrorRedirected);

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Services.AddIntake(builder.Configuration, builder.Environment);
builder.AddTelemetry();

await builder.Build().RunAsync();
return 0;
