using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Simulation;

/// <summary>The answer to an order that was taken.</summary>
/// <param name="Command">What was ordered.</param>
/// <param name="Simulation">Id of the simulation.</param>
/// <param name="Version">The version that is tried.</param>
/// <param name="Status">Where to ask what came of it.</param>
internal sealed record OrderedSimulationDocument(string Command, string Simulation, string Version, string Status);

/// <summary>How far a simulation is.</summary>
internal sealed record RunningSimulationDocument(string State, int Percent);

/// <summary>A simulation that is done: the report as the command writes it, with where it and its chart are.</summary>
internal static class SimulationDocument
{
    /// <summary>Puts state and links before the report's own members.</summary>
    public static byte[] Done(BinaryData report, string address)
    {
        using var parsed = JsonDocument.Parse(report.ToMemory());
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true, NewLine = "\n" }))
        {
            writer.WriteStartObject();
            writer.WriteString("state", "done");
            writer.WriteStartObject("links");
            writer.WriteString("self", address);
            writer.WriteString("chart", $"{address}/chart");
            writer.WriteEndObject();
            foreach (var member in parsed.RootElement.EnumerateObject()) member.WriteTo(writer);
            writer.WriteEndObject();
        }
        return stream.ToArray();
    }
}

/// <summary>How these documents are written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(OrderedSimulationDocument))]
[JsonSerializable(typeof(RunningSimulationDocument))]
internal sealed partial class SimulationDoorJson : JsonSerializerContext;
