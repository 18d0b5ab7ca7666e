package dev.tideline.demo.latency;

import dev.tideline.broker.BrokerProcess;
import dev.tideline.demo.process.Child;
import dev.tideline.demo.process.CpuTime;

/**
 * The seconds of processor time that the parties to a measurement have used.
 *
 * @param pipeline the pipeline
 * @param broker the broker
 * @param generator this process
 */
public record Cpu(double pipeline, double broker, double generator) {

  /** So far. */
  static Cpu of(Child pipeline, BrokerProcess broker) {
    return new Cpu(
        pipeline.cpuSeconds(),
        CpuTime.secondsOf(broker.handle()),
        CpuTime.secondsOf(ProcessHandle.current()));
  }

  /** Since an earlier moment. */
  Cpu minus(Cpu before) {
    return new Cpu(
        pipeline - before.pipeline, broker - before.broker, generator - before.generator);
  }

  /** Of each second. */
  Cpu per(double seconds) {
    return new Cpu(pipeline / seconds, broker / seconds, generator / seconds);
  }
}
