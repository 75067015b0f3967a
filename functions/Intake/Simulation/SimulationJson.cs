using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Simulation;

/// <summary>How a simulation is written as JSON: camel case, no nulls.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true,
    WriteIndented = true, NewLine = "\n")]
[JsonSerializable(typeof(SimulationReport))]
[JsonSerializable(typeof(AccountOutcome))]
public sealed partial class SimulationJson : JsonSerializerContext
{
    /// <summary>The report as a JSON document.</summary>
    public static string Write(SimulationReport report) => JsonSerializer.Serialize(report, Default.SimulationReport);
}
